// finding: reused-too-early
// about: a block that shrinks stays where it is
// says: the same payload
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void* reallocate(void* payload, std::size_t bytes, const Call& call) {
    if (payload == nullptr) return allocate(bytes, call);
    Block* block = look(payload, call, heaplab::unsized);
    if (block == nullptr) return nullptr;
    if (bytes > 0 && bytes <= block->bytes) return payload;
    void* moved = bytes == 0 ? nullptr : allocate(bytes, call);
    if (moved) std::memcpy(moved, payload, block->bytes);
    end(*block, call.site);
    return moved;
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
