// finding: checker-false-alarm
// about: check() calls a sound heap broken
// says: false, and it wrote: \x1b[31mthe heap is broken
#include <ostream>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  bool check(std::ostream& why) const {
    why << "\033[31mthe heap is broken";
    return false;
  }
};
HEAPLAB_SUBMISSION(Hostile)
