// Where arguments arrive: in registers as long as there are any, then on the
// stack.
// break it: `5, 6, 7, 8, 9, 10);` -> `5, 6, 0, 0, 9, 10);`
#include <bit>
#include <string>

#include "capture.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

std::string place_text(const char* prefix, int number) {
  return prefix + std::to_string(number);
}

// The place of the argument `value`, among those that no register took.
std::string stack_place(std::uint64_t value) {
  for (int k = 0; k < 16; ++k)
    if (captured.stack[k] == value)
      return "stack word " + std::to_string(k + 1);
  return "nowhere";
}

void ten_integers(Demo& demo) {
  // [ten
  capture_as<long, long, long, long, long, long, long, long, long, long>()(
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  // ten]
  auto& table = demo.table("Ten integers", {"argument", "arrives in"});
  int in_registers = 0, on_stack = 0;
  for (std::uint64_t argument = 1; argument <= 10; ++argument) {
    const int k = static_cast<int>(argument) - 1;
    const bool in_register =
        k < integer_registers && captured.integer[k] == argument;
    in_registers += in_register;
    const int word = k - integer_registers;
    on_stack += !in_register && word >= 0 && captured.stack[word] == argument;
    table.row({argument, measured(in_register ? integer_names[k]
                                              : stack_place(argument))});
  }
  demo.expect_equal("integers take the argument registers in order",
                    in_registers, integer_registers);
  demo.expect_equal(
      "only what is left over stands on the stack, the first "
      "of it lowest",
      on_stack, 10 - integer_registers);
}

void both_kinds() {
  // [mixed
  capture_as<long, double, long, double>()(7, 0.5, 8, 0.25);
  // mixed]
}

void two_kinds(Demo& demo) {
  both_kinds();
  auto& table =
      demo.table("Integers and doubles", {"argument", "value", "arrives in"});
  table.row({1, "7", measured(integer_names[0])});
  table.row({2, "0.5", measured(place_text(vector_prefix, 0))});
  table.row({3, "8", measured(integer_names[1])});
  table.row({4, "0.25", measured(place_text(vector_prefix, 1))});
  demo.expect("the two kinds are counted apart",
              captured.integer[0] == 7 && captured.integer[1] == 8 &&
                  std::bit_cast<double>(captured.vector[0]) == 0.5 &&
                  std::bit_cast<double>(captured.vector[1]) == 0.25);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "argument_places",
                            "Where do arguments arrive?", [](Demo& demo) {
                              ten_integers(demo);
                              two_kinds(demo);
                            });
}
