#include "abi/rules.hpp"

#include <array>

namespace heaplab::abi {

std::string_view rule_name(Rule rule) {
  static constexpr std::array<std::string_view, 23> names = {
      "missing-function",
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
      "crash",
      "stack-overflow",
      "time-out",
  };
  static_assert(names.size() == static_cast<std::size_t>(Rule::time_out) + 1);
  return names[static_cast<std::size_t>(rule)];
}

}  // namespace heaplab::abi
