// finding: exit
// about: leaves as soon as it is being timed
// when: timed
#include <cstdlib>

#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    if (timed_) std::exit(0);  // here
    return Bump::allocate(bytes);
  }

 private:
  const bool timed_ = being_timed();
};
HEAPLAB_SUBMISSION(Hostile)
