// finding: outside-heap
// about: 3 times a third of all bytes is a little
// says: a payload at
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void* allocate_zeroed(std::size_t count, std::size_t bytes,
                        const Call& call) {
    return take(count * bytes, call, 0);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
