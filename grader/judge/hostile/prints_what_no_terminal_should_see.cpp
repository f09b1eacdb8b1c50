// finding: none
// about: control characters, invalid UTF-8 and a line for a continuous
// integration
#include <cstdio>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap) : Bump(heap) {
    std::fputs("::error::100\n\033[2Jclear\a\xff\xfe\r\n", stdout);
  }
};
HEAPLAB_SUBMISSION(Hostile)
