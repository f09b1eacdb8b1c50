// finding: not-filled
// about: new payloads hold what was there
// says: it is 0xa5
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void* allocate(std::size_t bytes, const Call& call) {
    return take(bytes, call, 0xA5);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
