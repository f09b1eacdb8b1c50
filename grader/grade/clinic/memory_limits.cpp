#include "grade/clinic/memory_limits.hpp"

#include <fmt/format.h>

namespace heaplab::grade::clinic {
namespace {

constexpr std::uint64_t more_bytes = 512;
constexpr std::uint64_t more_allocations = 16;

}  // namespace

Memory most_memory(const Memory& reference) {
  return {2 * reference.allocations + more_allocations,
          2 * reference.peak_bytes + more_bytes};
}

std::optional<judge::Finding> too_much(const Test& test, const Memory& needed,
                                       const Memory& reference) {
  const Memory most = most_memory(reference);
  const bool bytes = needed.peak_bytes > most.peak_bytes;
  if (!bytes && needed.allocations <= most.allocations) return std::nullopt;
  judge::Finding finding;
  finding.kind = judge::FindingKind::too_much_memory;
  finding.trace = test.name;
  finding.expected =
      bytes
          ? fmt::format("{} needs at most {} bytes at once; a repair needs {}",
                        test.name, most.peak_bytes, reference.peak_bytes)
          : fmt::format("{} needs at most {} blocks; a repair needs {}",
                        test.name, most.allocations, reference.allocations);
  finding.actual = bytes
                       ? fmt::format("it needs {} bytes", needed.peak_bytes)
                       : fmt::format("it needs {} blocks", needed.allocations);
  return finding;
}

}  // namespace heaplab::grade::clinic
