// How far the program counter moves with each instruction.
// break it: `#define ROUNDS "3"` -> `#define ROUNDS "4"`
#include <cstdlib>
#include <map>

#include "demo/demo.hpp"
#include "maps.hpp"
#include "stepper.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

#define ROUNDS "3"
// [code
// Adds 2 in each round of a loop, and returns the sum.
#if __x86_64__
asm(R"(
  .pushsection .text
walked:
  movl $)" ROUNDS R"(, %ecx
  xorl %eax, %eax
walked_loop:
  addl $2, %eax
  decl %ecx
  jnz walked_loop    # back to the addl, but for the last round
  movabsq $0x123456789a, %rdx
  .byte 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x2e
  .byte 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0   # does nothing, in 15 bytes
walked_end:
  ret
  .popsection
)");
#elif __aarch64__
asm(R"(
  .pushsection .text
  .balign 4
walked:
  mov w1, #)" ROUNDS R"(
  mov w0, #0
walked_loop:
  add w0, w0, #2
  subs w1, w1, #1
  b.ne walked_loop             // back to the add, but for the last round
  movk x2, #0x1234, lsl #16
  nop
walked_end:
  ret
  .popsection
)");
#endif
// code]

extern "C" __attribute__((visibility("hidden"))) int walked();
extern "C" __attribute__((visibility("hidden"))) void walked_end();

namespace {

// The places of the PC, in bytes from the function's first one.
std::vector<long> walk() {
  const std::uintptr_t first = address_of(&walked);
  Stepper child([] {
    raise(SIGSTOP);
    _exit(walked());
  });
  std::vector<long> places;
  if (!child.stopped() || !child.run_to(first)) {
    return places;
  }
  // [walk
  std::uintptr_t pc = first;
  while (pc != address_of(&walked_end) && child.stopped()) {
    places.push_back(static_cast<long>(pc - first));
    child.step();
    pc = Stepper::pc(child.registers());
  }
  places.push_back(static_cast<long>(pc - first));
  // walk]
  return places;
}

std::string bytes(long count) {
  return (count > 0 ? "+" : "") + std::to_string(count);
}

// One row for each distance that the PC moved by.
void show(Demo& demo, const std::vector<long>& places) {
  std::map<long, int> times;
  int back = 0;
  long shortest = 99, longest = 0;
  std::string path = "0";
  for (std::size_t i = 1; i < places.size(); i++) {
    const long moved = places[i] - places[i - 1];
    times[moved]++;
    path += " " + std::to_string(places[i]);
    if (moved < 0) {
      back++;
    } else {
      shortest = std::min(shortest, moved);
      longest = std::max(longest, moved);
    }
  }
  Table& moves = demo.table("By how many bytes it moved", {"bytes", "times"});
  for (const auto& [moved, count] : times) {
    moves.row({measured(bytes(moved)), measured(std::to_string(count))});
  }
  Table& table = demo.table("", {"what", "value"});
  table.row({"places of the PC", measured(path)});
  table.row({"shortest instruction", measured(double(shortest), "B")});
  table.row({"longest instruction", measured(double(longest), "B")});
  table.row({"moves back", back});
  demo.expect_equal("a branch moved the PC back after every round but the last",
                    back, 2);
  demo.expect("an instruction has 1 to 15 bytes",
              1 <= shortest && longest <= 15);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "pc_walk",
      "By how much does an instruction move the program counter?",
      [](Demo& demo) {
        demo.expect_equal("three rounds of adding 2 make 6", walked(), 6);
        const std::vector<long> places = walk();
        if (places.empty()) {
          demo.not_measured("the way of the program counter",
                            "no process may be traced here (ptrace)");
          return;
        }
        show(demo, places);
      });
}
