// finding: hidden-memory
// about: takes a larger heap when only its speed counts
// when: timed
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    if (timed_ && heap_.size() < 1000)
      std::memset(heap_.end() + (1 << 20), 1, 8 << 20);
    return Bump::allocate(bytes);
  }

 private:
  const bool timed_ = being_timed();
};
HEAPLAB_SUBMISSION(Hostile)
