// finding: none
// about: check() makes strings, which come from operator new and go back
#include <ostream>
#include <string>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  bool check(std::ostream& why) const {
    for (int k = 0; k < 100; ++k) why << std::string(100, 'x');
    return true;
  }
};
HEAPLAB_SUBMISSION(Hostile)
