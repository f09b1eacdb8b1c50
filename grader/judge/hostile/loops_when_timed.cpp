// finding: time-out
// about: an endless loop as soon as it is being timed
// when: timed
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    while (timed_) {
      asm volatile("");
    }
    return Bump::allocate(bytes);
  }

 private:
  const bool timed_ = being_timed();
};
HEAPLAB_SUBMISSION(Hostile)
