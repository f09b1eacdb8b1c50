// finding: realloc-lost-data
// about: copies a multiple of sixteen bytes, rounded down
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0) return nullptr;
    void* moved = allocate(bytes);
    const std::size_t kept = std::min(bytes, bytes_of(payload));
    return std::memcpy(moved, payload, kept / 16 * 16);
  }
};
HEAPLAB_SUBMISSION(Hostile)
