// Where a heap and the arena of its mappings stand.
#pragma once

#include <cstdint>

namespace heaplab::judge {

struct MemoryPlan {
  std::uint64_t heap = 0;         // address
  std::uint64_t arena = 0;        // address; 0: there are no mappings
  std::uint64_t arena_bytes = 0;  // of addresses; nearly all stay unused
};

// Free addresses for a heap of at most `heap_bytes` and mappings of at most
// `mapped_bytes`, 0 for none. The arena is always equally far from the heap, so
// that offsets can be compared between two players. Throws GraderError.
MemoryPlan plan_memory(std::uint64_t heap_bytes, std::uint64_t mapped_bytes);

}  // namespace heaplab::judge
