// The floor of a comparison: it does nothing. What its replay costs is the
// loop's own.
#include "heaplab/submission.hpp"

namespace {

alignas(16) std::byte payload[16];

class Empty {
 public:
  explicit Empty(heaplab::Heap&) {}
  void* allocate(std::size_t) { return payload; }
  void deallocate(void*) {}
  void* reallocate(void*, std::size_t) { return payload; }
  void* allocate_zeroed(std::size_t) { return payload; }
  void* allocate_aligned(std::size_t, std::size_t) { return payload; }
};

}  // namespace

HEAPLAB_SUBMISSION(Empty)
