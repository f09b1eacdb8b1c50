// Traces made from a pattern and a seed: the same on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trace/trace.hpp"

namespace heaplab::trace {

struct Pattern {
  std::string_view name;         // "fragmentation-bomb"
  std::string_view description;  // one line
};

const std::vector<Pattern>& patterns();

// nullptr when there is none of that name.
const Pattern* find_pattern(std::string_view name);

// What to say about a name that is none: the nearest pattern, or all of them.
std::string suggest_pattern(std::string_view name);

inline constexpr std::uint64_t fewest_operations = 2;
inline constexpr std::uint64_t most_operations = 10'000'000;
// The blocks of a generated trace never hold more than this together, nor the
// stacks of its coroutines, nor all frames with their pairs of 16 bytes and
// what rounding to 16 adds.
inline constexpr std::uint64_t generated_peak_bytes = std::uint64_t{8} << 20;

// A trace of about `operations` operations, at most that many, that ends with
// every block freed. The operations have no lines. Throws InputError for an
// unknown pattern, naming the nearest known ones, and for a number of
// operations outside the limits above.
Trace generate(std::string_view pattern, std::uint64_t seed,
               std::uint64_t operations);

// The same program with other sizes: every distinct size of `trace` is mapped
// to a size near it (0.7 to 1.4 times; 0 and sizes beyond the heap stay), the
// same for all its occurrences, a larger one never below a smaller one. In a
// trace with a heap limit of its own no size grows, so that what fitted still
// fits. Coroutines' stacks keep room for their frames. Expectations are left
// out. An allocator tuned to the sizes of a public trace gains nothing on its
// variants.
Trace variant(const Trace& trace, std::uint64_t seed);

// The first operations of `trace`, and then a free of every block that is still
// live, the youngest first; in a call trace, what ends every frame and every
// coroutine. The longest such prefix with at most `operations` operations in
// all (expect lines stay and are not counted). The added operations have no
// line.
Trace balanced_prefix(const Trace& trace, std::uint64_t operations);

// The same operations with the slots in order of first use and none unused,
// which is what parse_trace gives. For traces that were cut or shrunk.
Trace compacted(Trace trace);

// A request of so many bytes is larger than any heap this trace can run in
// (its heap limit, at most 2^47 bytes; 1 TiB when it has none): it tests a
// refusal.
bool is_beyond_heap(const Trace& trace, std::uint64_t bytes);

}  // namespace heaplab::trace
