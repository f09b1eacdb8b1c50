#include "abi/preserved.hpp"

#include "abi/text.hpp"

namespace heaplab::abi {

void fill_registers(Registers& registers, Origin preserved, Origin scratch) {
  const std::size_t sentinels = preserved_registers().size();
  std::size_t index = 0;
  for (const Place& place : all_registers()) {
    const Origin origin = index++ < sentinels ? preserved : scratch;
    for (std::size_t i = 0; i < place.words; ++i) {
      const std::uint64_t value = random_sentinel();
      word_at(registers, place, i) = value;
      know_value(value, origin, place.name);
    }
  }
  set_unusual_control(registers);
}

std::vector<Violation> lost_registers(const Registers& before,
                                      const Registers& after) {
  std::vector<Violation> lost;
  for (const Place& place : preserved_registers()) {
    const std::uint64_t expected = word_at(before, place);
    const std::uint64_t found = word_at(after, place);
    if (expected == found) continue;
    const std::string name = place.name;
    lost.push_back(
        {Rule::register_not_preserved,
         name + " holds " + hex(expected) + " on return, as before the call",
         name + " not preserved: found " + hex(found) + whose(found)});
  }
  for (Violation& one : control_violations(before, after)) {
    lost.push_back(std::move(one));
  }
  return lost;
}

}  // namespace heaplab::abi
