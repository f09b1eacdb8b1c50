#include "abi/values.hpp"

#include <algorithm>
#include <vector>

#include "abi/running.hpp"
#include "abi/symbols.hpp"

namespace heaplab::abi {
namespace {

struct KnownValue {
  std::uint64_t value;
  Origin origin;
  const char* place;
};

std::vector<KnownValue>& known_values() {
  static std::vector<KnownValue> values;
  return values;
}

std::uint64_t sentinel_state = 1;

std::string describe(const KnownValue& known) {
  const std::string place = known.place;
  switch (known.origin) {
    case Origin::preserved:
      return "the caller's " + place;
    case Origin::scratch:
      return "what the caller left in " + place;
    case Origin::callee:
      return "what the callee left in " + place;
    case Origin::canary:
      return "a word of the caller's frame";
    case Origin::context:
      return place + " of another context";
  }
  return place;
}

std::string describe_address(std::uint64_t value) {
  if (running().stack.painted_anywhere(value)) {
    return "what the checker left below the stack pointer";
  }
  if (running().stack.contains(value)) return "an address on the stack";
  return is_code(value) ? code_name(value) : "";
}

}  // namespace

void know_value(std::uint64_t value, Origin origin, const char* place) {
  known_values().push_back({value, origin, place});
}

void forget_values() { known_values().clear(); }

std::string owner(std::uint64_t value) {
  const auto& values = known_values();
  const auto known =
      std::find_if(values.rbegin(), values.rend(),
                   [&](const KnownValue& one) { return one.value == value; });
  if (known != values.rend()) return describe(*known);
  const std::string address = describe_address(value);
  if (!address.empty()) return address;
  const auto half =
      std::find_if(values.rbegin(), values.rend(), [&](const KnownValue& one) {
        return value > 0xffff && (one.value & 0xffffffff) == value;
      });
  return half == values.rend() ? "" : "the lower half of " + describe(*half);
}

std::string whose(std::uint64_t value) {
  const std::string known = owner(value);
  return known.empty() ? "" : " (that is " + known + ")";
}

bool is_sentinel(std::uint64_t value) {
  const auto& values = known_values();
  return std::any_of(values.begin(), values.end(),
                     [&](const KnownValue& one) { return one.value == value; });
}

bool is_left_by_callee(std::uint64_t value, const char* place) {
  const auto& values = known_values();
  return std::any_of(values.begin(), values.end(), [&](const KnownValue& one) {
    return one.value == value && one.origin == Origin::callee &&
           std::string_view(one.place) == place;
  });
}

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

std::uint64_t random_sentinel() {
  return no_address(split_mix(sentinel_state));
}

void seed_sentinels(std::uint64_t seed) { sentinel_state = seed; }

}  // namespace heaplab::abi
