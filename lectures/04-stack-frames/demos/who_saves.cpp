// Who saves which register: a leaf, a function that needs a value after a call,
// and one that needs six.
// break it: `const long r = observe(a);` -> `const long r = a;`
// flags: -O2 -fomit-frame-pointer
#include <fmt/core.h>

#include <cstdint>
#include <string>

#include "demo/demo.hpp"
#include "marked_call.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

// [functions
[[gnu::noinline]] long leaf(long a, long keep) { return keep + a; }

[[gnu::noinline]] long needs_one(long a, long keep) {
  long r = observe(a);
  return keep + r;
}
// functions]

// The compiler knows nothing about the value from here on.
long opaque(long value) {
  asm volatile("" : "+r"(value));
  return value;
}

// [six
[[gnu::noinline]] long needs_six(long a, long b) {
  const long v1 = opaque(101), v2 = opaque(102), v3 = opaque(103);
  const long v4 = opaque(104), v5 = opaque(105), v6 = opaque(106);
  const long r = observe(a);
  return r + b + opaque(v1) + opaque(v2) + opaque(v3) + opaque(v4) +
         opaque(v5) + opaque(v6);
}
// six]

// How many registers hold something else inside the call than before it.
int changed() {
  int count = 0;
  for (int k = 0; k < preserved_count; ++k)
    count += marked.in_callee[k] != marked.before[k];
  return count;
}

bool all_restored() {
  for (int k = 0; k < preserved_count; ++k)
    if (marked.after[k] != marked.before[k]) return false;
  return true;
}

// Where the caller's value of a register stands during the call.
std::string place_of(std::uint64_t mark) {
  for (int word = 0; word < 16; ++word)
    if (marked.words[word] == mark) return fmt::format("SP + {}", word * 8);
  return "the register";
}

void list_registers(Demo& demo, const char* title) {
  auto& table = demo.table(title, {"register", "before the call", "inside it",
                                   "the caller's value is then in", "after"});
  for (int k = 0; k < preserved_count; ++k) {
    if (marked.in_callee[k] == marked.before[k]) continue;
    const std::uint64_t inside = marked.in_callee[k];
    table.row({measured(preserved_names[k]),
               measured(fmt::format("{:#x}", marked.before[k])),
               measured(inside < 10'000 ? std::to_string(inside)
                                        : fmt::format("{:#x}", inside)),
               measured(place_of(marked.before[k])),
               measured(fmt::format("{:#x}", marked.after[k]))});
  }
}

void compare(Demo& demo) {
  auto& table = demo.table("", {"function", "result", "bytes of stack written",
                                "registers it borrows"});
  const auto row = [&](const char* name, long result, int borrowed) {
    table.row({name, result,
               measured(static_cast<double>(marked.stack_used), ""),
               measured(borrowed, "")});
  };
  // [calls
  const long of_leaf = call_with_marks(leaf, 5, 1000);
  // calls]
  const auto leaf_bytes = marked.stack_used;
  bool restored = all_restored();
  row("leaf", of_leaf, 0);

  const long of_one = call_with_marks(needs_one, 5, 1000);
  const auto one_bytes = marked.stack_used;
  restored = restored && all_restored();
  row("needs_one", of_one, changed());
  list_registers(demo, "needs_one, during its call");

  const long of_six = call_with_marks(needs_six, 5, 1000);
  restored = restored && all_restored();
  row("needs_six", of_six, changed());
  list_registers(demo, "needs_six, during its call");

  demo.expect("a callee that destroys every scratch register harms nobody",
              of_one == 1006 && of_six == 1006 + 621);
  demo.expect("every preserved register is as before at the return", restored);
  demo.expect("a value that must survive a call costs more stack than a leaf",
              one_bytes > leaf_bytes && marked.stack_used >= one_bytes);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "who_saves",
                            "Who saves a register around a call?", compare);
}
