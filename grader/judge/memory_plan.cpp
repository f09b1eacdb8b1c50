#include "judge/memory_plan.hpp"

#include <algorithm>
#include <bit>
#include <string>

#include "judge/shared_memory.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

constexpr std::uint64_t gib = std::uint64_t{1} << 30;
// Addresses are free of charge, but the smallest address spaces have 39 bits.
constexpr std::uint64_t fewest_arena_bytes = 64 * gib;
constexpr std::uint64_t most_arena_bytes = 8192 * gib;

// So much that slots of player/mapping_table.hpp do not run out: a whole limit
// for each mapping of 32 MiB or more, and for the smaller ones as much again as
// their classes can take.
std::uint64_t wanted_arena_bytes(std::uint64_t mapped_bytes) {
  const std::uint64_t largest = std::bit_ceil(mapped_bytes);
  const std::uint64_t count = mapped_bytes / (32u << 20) + 128;
  if (largest > most_arena_bytes / count) return most_arena_bytes;
  return std::max(fewest_arena_bytes, count * largest);
}

}  // namespace

MemoryPlan plan_memory(std::uint64_t heap_bytes, std::uint64_t mapped_bytes) {
  const std::uint64_t heap = whole_pages(heap_bytes);
  if (mapped_bytes == 0) return {free_heap_address(heap), 0, 0};
  const std::uint64_t distance = (heap + gib - 1) / gib * gib + gib;
  const std::uint64_t least = 2 * std::bit_ceil(mapped_bytes);
  for (std::uint64_t arena = wanted_arena_bytes(mapped_bytes); arena >= least;
       arena /= 2) {
    const std::uint64_t address = find_heap_address(distance + arena);
    if (address != 0) return {address, address + distance, arena};
  }
  throw GraderError("no free address range for mappings of " +
                    std::to_string(mapped_bytes) + " bytes");
}

}  // namespace heaplab::judge
