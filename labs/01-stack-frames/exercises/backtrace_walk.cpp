#include "backtrace_walk.hpp"

#include <algorithm>

#include "abi/case.hpp"
#include "abi/text.hpp"

namespace heaplab::abi {
namespace {

std::string addresses_text(std::size_t count) {
  return std::to_string(count) +
         (count == 1 ? " return address" : " return addresses");
}

}  // namespace

std::string stop_name(Stop stop) {
  constexpr const char* names[] = {"end", "misaligned", "outside",
                                   "not_increasing", "too_deep"};
  const auto k = static_cast<std::size_t>(stop);
  return k < std::size(names) ? names[k] : "no value of Stop";
}

CheckedWalk::CheckedWalk() : guard_(random()) {
  std::fill(std::begin(addresses_), std::end(addresses_), guard_);
}

void CheckedWalk::expect(const Walk& walk, const Expected& expected,
                         std::size_t limit) const {
  expect_untouched(limit);
  const std::size_t count = expected.addresses.size();
  if (walk.stop != expected.stop || walk.count != count)
    fail(Rule::wrong_chain,
         "stop " + stop_name(expected.stop) + " after " + addresses_text(count),
         "stop " + stop_name(walk.stop) + " after " +
             addresses_text(walk.count));
  for (std::size_t k = 0; k < count; ++k) {
    if (addresses_[k] == expected.addresses[k]) continue;
    fail(
        Rule::wrong_chain,
        "addresses[" + std::to_string(k) + "] is " + hex(expected.addresses[k]),
        addresses_[k] == guard_ ? "nothing was written there"
                                : "it is " + hex(addresses_[k]));
  }
}

void CheckedWalk::expect_untouched(std::size_t limit) const {
  for (std::size_t k = limit; k < most_frames + guards; ++k) {
    if (addresses_[k] == guard_) continue;
    fail(Rule::wrong_chain, "at most " + addresses_text(limit) + " written",
         "addresses[" + std::to_string(k) + "] was written too");
  }
}

}  // namespace heaplab::abi
