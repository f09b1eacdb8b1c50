// map_sum: a function that calls.
#include "map_sum.hpp"

#include <cstdint>
#include <string>
#include <vector>

HEAPLAB_STUDENT(std::int64_t map_sum(Mapped* f, const std::int64_t* values,
                                     std::size_t n, void* context));

namespace heaplab::abi {
namespace {

constexpr std::size_t many = 40;

void try_map_sum(std::size_t n, Destroys destroys) {
  note_step("map_sum(f, values, " + std::to_string(n) + ", context)");
  MapSumCall call(map_sum, "map_sum", n);
  call.run(destroys);
  call.expect_right();
}

HEAPLAB_CASE(one_call, "one-value", "map_sum of one value, and of none", 1,
             "map_sum") {
  note_step("f leaves every register as it was");
  try_map_sum(1, Destroys::nothing);
  try_map_sum(0, Destroys::nothing);
}

HEAPLAB_CASE(many_calls, "many-values", "map_sum of many values, in order", 2,
             "map_sum") {
  note_step("f leaves every register as it was");
  try_map_sum(2, Destroys::nothing);
  try_map_sum(3, Destroys::nothing);
  try_map_sum(many, Destroys::nothing);
}

HEAPLAB_CASE(hostile_callee, "hostile-callee",
             "map_sum where f destroys all that it may", 4, "map_sum") {
  note_step("f changes every register and every byte that a callee may change");
  expect_kept_nowhere([](Destroys destroys) {
    MapSumCall call(map_sum, "map_sum", 3);
    call.run(destroys);
    return Attempt{call.right(), call.expected(), call.actual()};
  });
  try_map_sum(many, Destroys::all);
}

// A callback that calls map_sum again, `levels` deep, on the same values.
struct Nest {
  const std::vector<std::int64_t>* values;
  std::int64_t levels;
};

std::int64_t add_nested(std::int64_t value, void* context) {
  const Nest& nest = *static_cast<const Nest*>(context);
  if (nest.levels == 0) return value;
  Nest inner{nest.values, nest.levels - 1};
  return value +
         map_sum(add_nested, nest.values->data(), nest.values->size(), &inner);
}

// What map_sum(add_nested, …) returns: each level adds the plain sum, and calls
// the next one for each value.
std::int64_t nested_sum(const std::vector<std::int64_t>& values,
                        std::int64_t levels) {
  std::int64_t sum = 0;
  for (const std::int64_t value : values) sum += value;
  if (levels == 0) return sum;
  return sum + static_cast<std::int64_t>(values.size()) *
                   nested_sum(values, levels - 1);
}

HEAPLAB_CASE(nested, "inside-itself", "map_sum whose f calls map_sum", 1,
             "map_sum") {
  note_step("f calls map_sum on the same values, three deep");
  std::vector<std::int64_t> values;
  for (int i = 0; i < 5; ++i) {
    values.push_back(static_cast<std::int64_t>(random_below(1000)));
  }
  Nest nest{&values, 3};
  CheckedCall call(reinterpret_cast<const void*>(map_sum), "map_sum");
  call.pointer(reinterpret_cast<const void*>(add_nested));
  call.pointer(values.data()).integer(values.size()).pointer(&nest);
  expect_equal(static_cast<std::uint64_t>(nested_sum(values, nest.levels)),
               call.run().integer, "the sum over all four levels");
}

}  // namespace
}  // namespace heaplab::abi
