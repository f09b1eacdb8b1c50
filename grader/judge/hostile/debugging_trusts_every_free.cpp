// finding: error-missed
// about: a block is freed as often as one likes
// says: nothing of that was reported
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void deallocate(void* payload, const Call& call,
                  std::size_t = heaplab::unsized) {
    for (Block* block = last; block; block = block->before)
      if (block->payload == payload && block->live) {
        look_at(*block, call.site);
        end(*block, call.site);
      }
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
