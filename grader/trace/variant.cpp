// The same program with other sizes.
#include <algorithm>
#include <array>
#include <bit>
#include <unordered_map>

#include "trace/call_stacks.hpp"
#include "trace/edit.hpp"
#include "trace/generate.hpp"
#include "trace/random.hpp"

namespace heaplab::trace {
namespace {

__extension__ using Wide = unsigned __int128;

// A random factor for each power of two, and a straight line between two of
// them. With factors of 0.7 to 1.4 the lines rise: 1.4 · 2^k = 0.7 · 2^(k+1).
class SizeMap {
 public:
  SizeMap(std::uint64_t seed, std::uint64_t most_per_mille)
      : most_per_mille_(most_per_mille) {
    Random random(seed);
    for (Wide& factor : per_mille_) {
      factor = random.between(least_per_mille, most_per_mille);
    }
  }

  std::uint64_t operator()(std::uint64_t bytes) const {
    if (bytes == 0) return 0;
    const auto octave = static_cast<unsigned>(std::bit_width(bytes)) - 1;
    const Wide low = Wide{1} << octave;
    const Wide at_low = low * per_mille_[octave];
    const Wide at_high = 2 * low * per_mille_[octave + 1];
    const Wide mapped = at_low + (bytes - low) * (at_high - at_low) / low;
    const Wide least = (Wide{bytes} * least_per_mille + 999) / 1000;
    const Wide most = Wide{bytes} * most_per_mille_ / 1000;
    return static_cast<std::uint64_t>(
        std::clamp((mapped + 500) / 1000, least, most));
  }

 private:
  static constexpr std::uint64_t least_per_mille = 700;
  std::uint64_t most_per_mille_;
  std::array<Wide, 65> per_mille_{};  // by power of two
};

std::uint64_t largest_heap(const Trace& trace) {
  constexpr std::uint64_t tebibyte = std::uint64_t{1} << 40;
  constexpr std::uint64_t address_space = std::uint64_t{1} << 47;
  if (trace.heap_limit == 0) return tebibyte;
  return std::min(std::max(trace.heap_limit, trace.map_limit), address_space);
}

// Every coroutine's stack has room for its frames.
void enlarge_stacks(Trace& trace) {
  CallStacks stacks;
  std::unordered_map<std::uint32_t, std::size_t> spawns;  // of live coroutines
  const auto enlarge = [&](std::uint32_t coroutine) {
    std::uint64_t& bytes = trace.operations[spawns.at(coroutine)].bytes;
    bytes = std::max(bytes, stacks.find(coroutine)->most_needed_bytes);
  };
  for (std::size_t i = 0; i < trace.operations.size(); ++i) {
    const Operation& operation = trace.operations[i];
    if (operation.kind == OperationKind::finish) enlarge(stacks.running());
    stacks.apply(operation);
    if (operation.kind == OperationKind::spawn) spawns[operation.slot] = i;
  }
  for (const CallStack& stack : stacks.stacks()) {
    if (stacks.is_live_coroutine(stack.slot)) enlarge(stack.slot);
  }
}

}  // namespace

bool is_beyond_heap(const Trace& trace, std::uint64_t bytes) {
  return bytes > largest_heap(trace);
}

Trace variant(const Trace& trace, std::uint64_t seed) {
  const bool limited = trace.heap_limit != 0 || trace.map_limit != 0;
  const SizeMap map(seed, limited ? 1000 : 1400);
  Trace changed = trace;
  forget_pattern(changed);
  changed.expectations.clear();
  std::erase_if(changed.operations, [](const Operation& operation) {
    return operation.kind == OperationKind::expect;
  });
  if (is_misuse(trace)) return changed;  // offsets belong to their sizes
  for (Operation& operation : changed.operations) {
    if (is_beyond_heap(trace, operation.bytes)) continue;
    operation.bytes = std::min(map(operation.bytes), largest_heap(trace));
  }
  enlarge_stacks(changed);
  return changed;
}

}  // namespace heaplab::trace
