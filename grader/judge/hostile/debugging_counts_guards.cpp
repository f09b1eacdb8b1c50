// finding: wrong-statistics
// about: guards are counted as payload
// says: it is
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  heaplab::AllocationStatistics statistics() const {
    auto wrong = counts;
    wrong.live_bytes += 32 * wrong.live_blocks;
    return wrong;
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
