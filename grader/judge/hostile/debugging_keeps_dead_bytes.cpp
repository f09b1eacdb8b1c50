// finding: not-filled
// about: freed payloads keep their bytes
// says: it is
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void deallocate(void* payload, const Call& call,
                  std::size_t sized = heaplab::unsized) {
    if (payload == nullptr) return;
    Block* block = look(payload, call, sized);
    if (block == nullptr) return;
    const unsigned char first = *block->payload;
    end(*block, call.site);
    if (block->bytes > 0) *block->payload = first;
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
