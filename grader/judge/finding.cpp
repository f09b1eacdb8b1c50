#include "judge/finding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace heaplab::judge {
namespace {

// In the order of FindingKind.
constexpr std::array names = {"compile-error",
                              "load-error",
                              "missing-operation",
                              "misaligned",
                              "outside-heap",
                              "overlap",
                              "not-zeroed",
                              "refused-while-free",
                              "payload-changed",
                              "realloc-lost-data",
                              "wrote-outside-heap",
                              "hidden-memory",
                              "global-state",
                              "crash",
                              "stack-overflow",
                              "abort",
                              "exit",
                              "killed",
                              "time-out",
                              "forbidden-call",
                              "output-limit",
                              "walk-disagrees",
                              "checker-false-alarm",
                              "checker-missed",
                              "expectation-failed",
                              "unit-test-failed",
                              "missing-function",
                              "forbidden-symbol",
                              "wrong-language",
                              "wrong-answer",
                              "wrong-result",
                              "wrong-argument",
                              "wrong-calls",
                              "register-not-preserved",
                              "stack-pointer-off",
                              "stack-misaligned",
                              "caller-frame-overwritten",
                              "direction-flag-set",
                              "float-control-changed",
                              "x87-stack-left",
                              "link-register-lost",
                              "scratch-register-kept",
                              "red-zone-kept",
                              "wild-return",
                              "wild-jump",
                              "stack-too-deep",
                              "unprobed-page",
                              "wrong-chain",
                              "rule-not-broken",
                              "program-differs",
                              "data-race",
                              "invalid-access",
                              "out-of-bounds",
                              "use-after-free",
                              "use-after-scope",
                              "null-pointer",
                              "double-free",
                              "bad-free",
                              "mismatched-free",
                              "memory-leak",
                              "descriptor-leak",
                              "uninitialised-value",
                              "overlapping-copy",
                              "undefined-behaviour",
                              "library-assertion",
                              "memory-grows",
                              "too-much-memory",
                              "other-error",
                              "unreadable-report",
                              "error-missed",
                              "false-alarm",
                              "wrong-error",
                              "wrong-site",
                              "wrong-block",
                              "wrong-distance",
                              "reused-too-early",
                              "not-filled",
                              "wrong-leaks",
                              "wrong-statistics",
                              "suppression-hides",
                              "suppression-misses",
                              "too-slow",
                              "differs-when-timed",
                              "clock-disagrees"};
static_assert(names.size() ==
              static_cast<std::size_t>(FindingKind::clock_disagrees) + 1);

}  // namespace

std::string_view finding_name(FindingKind kind) {
  return names.at(static_cast<std::size_t>(kind));
}

std::optional<FindingKind> finding_from_name(std::string_view name) {
  const auto* found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<FindingKind>(found - names.begin());
}

const std::vector<FindingKind>& all_finding_kinds() {
  static const std::vector<FindingKind> all = [] {
    std::vector<FindingKind> kinds;
    for (std::size_t k = 0; k < names.size(); ++k)
      kinds.push_back(static_cast<FindingKind>(k));
    return kinds;
  }();
  return all;
}

}  // namespace heaplab::judge
