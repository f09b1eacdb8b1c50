#include <algorithm>
#include <memory>

#include "abi/checked_call.hpp"
#include "abi/preserved.hpp"
#include "abi/text.hpp"

namespace heaplab::abi {

// Of the switch that is being entered or has just come back; the assembly knows
// it by name. `own_stack` after a return comes from the record of that context.
extern "C" {
CallState heaplab_abi_switch_state;
alignas(16) char heaplab_abi_switch_stack[64 * 1024];
// Calls before; stores its stack pointer in `own_stack` first.
void heaplab_abi_switch(std::uint64_t* own_stack);
}

namespace {

struct Record {
  Registers before;
  Registers after;
  std::uint64_t own_stack = 0;
};

// Contexts that are switched away from, oldest first.
std::vector<Record*>& waiting() {
  static std::vector<Record*> records;
  return records;
}

std::uint64_t distance(std::uint64_t left, std::uint64_t right) {
  return left < right ? right - left : left - right;
}

// Of two contexts whose stack was at the same place, the later one: the other
// is gone.
std::size_t nearest_record(std::uint64_t stack_pointer) {
  const auto& records = waiting();
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < records.size(); ++i) {
    if (distance(records[i]->own_stack, stack_pointer) <=
        distance(records[nearest]->own_stack, stack_pointer)) {
      nearest = i;
    }
  }
  return nearest;
}

constexpr std::uint64_t most_off = 4096;

}  // namespace

extern "C" std::uint64_t heaplab_abi_switch_returned() {
  const Registers& after = heaplab_abi_switch_state.after;
  const std::uint64_t found = after.stack_pointer();
  auto& records = waiting();
  const std::size_t index = nearest_record(found);
  Record* record = records[index];
  if (distance(record->own_stack, found) > most_off) {
    fail(Rule::stack_pointer_off,
         "SP is on return what it was when a context was switched away from",
         "SP holds " + hex(found) + whose(found) +
             ": no context that was switched away from had that");
  }
  records.erase(records.begin() + static_cast<std::ptrdiff_t>(index));
  record->after = after;
  return record->own_stack;
}

std::vector<Violation> checked_switch(void (*switcher)(void* from, void* to),
                                      void* from, void* to) {
  auto record = std::make_unique<Record>();
  fill_registers(record->before, Origin::context, Origin::scratch);
  word_at(record->before, integer_arguments()[0]) =
      reinterpret_cast<std::uint64_t>(from);
  word_at(record->before, integer_arguments()[1]) =
      reinterpret_cast<std::uint64_t>(to);
  heaplab_abi_switch_state.before = record->before;
  heaplab_abi_switch_state.target = reinterpret_cast<const void*>(switcher);
  waiting().push_back(record.get());
  heaplab_abi_switch(&record->own_stack);

  std::vector<Violation> found;
  const std::uint64_t off = record->after.stack_pointer() - record->own_stack;
  if (off != 0) {
    found.push_back({Rule::stack_pointer_off,
                     "SP is on return what it was before the switch",
                     "SP off by " + signed_decimal(off) + " on return"});
  }
  for (Violation& one : lost_registers(record->before, record->after)) {
    found.push_back(std::move(one));
  }
  for (Violation& one : found) {
    one.address = reinterpret_cast<std::uint64_t>(switcher);
  }
  return found;
}

}  // namespace heaplab::abi
