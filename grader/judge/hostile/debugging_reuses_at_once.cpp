// finding: reused-too-early
// about: the block that was freed last is given out
// says: the new payload,
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void* allocate(std::size_t bytes, const Call& call) {
    for (Block* block = last; block; block = block->before) {
      if (block->live || block->bytes != bytes || call.alignment > 16) continue;
      block->live = true;
      block->family = call.family;
      block->allocated = call.site;
      std::memset(block->payload, heaplab::fresh_fill, bytes);
      ++counts.live_blocks;
      ++counts.total_blocks;
      counts.live_bytes += bytes;
      counts.total_bytes += bytes;
      return block->payload;
    }
    return take(bytes, call, heaplab::fresh_fill);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
