// finding: abort
// about: throws through the kit
// says: it ended by abort(): a failed assert, an uncaught exception, or a call
#include <stdexcept>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap) : Bump(heap) {
    throw std::runtime_error("100 points");
  }
};
HEAPLAB_SUBMISSION(Hostile)
