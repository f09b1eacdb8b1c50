// finding: none
// about: in every second process, by chance, it is hopelessly slow
#include <sys/auxv.h>

#include "works_long.hpp"

class SlowAtTimes : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    work(rounds_);
    return Bump::allocate(bytes);
  }

 private:
  // The kernel gives every process other bytes (getauxval(3)).
  static bool chance() {
    return *reinterpret_cast<const unsigned char*>(::getauxval(AT_RANDOM)) & 1;
  }
  const int rounds_ = chance() ? 40000 : 0;
};
HEAPLAB_SUBMISSION(SlowAtTimes)
