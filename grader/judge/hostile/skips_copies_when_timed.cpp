// finding: differs-when-timed
// about: moves blocks without their content when only its speed counts
// when: timed
// trace: moves
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* reallocate(void* payload, std::size_t bytes) {
    if (timed_ && payload != nullptr && bytes != 0) return allocate(bytes);
    return Bump::reallocate(payload, bytes);
  }

 private:
  const bool timed_ = being_timed();
};
HEAPLAB_SUBMISSION(Hostile)
