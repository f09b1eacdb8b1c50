// A function that calls itself: a frame for each level, or one for all.
// break it: `volatile long mine = n;` -> `static volatile long mine; mine = n;`
#include <cstdint>

#include "demo/demo.hpp"
#include "machine_code.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr long depth = 5;
std::uint64_t places[depth + 1];    // of `mine`, by n
std::uint64_t pointers[depth + 1];  // SP in sum_tail, by n

// [recursion
// Needs its own n after the call: a frame for each level.
[[gnu::noinline]] long sum(long n) {
  volatile long mine = n;
  places[n] = reinterpret_cast<std::uint64_t>(&mine);
  if (n == 0) return 0;
  const long below = sum(n - 1);
  return below + mine;
}

// Nothing is left to do after the call: a jump is enough.
[[gnu::noinline]] long sum_tail(long n, long so_far) {
  pointers[n] = stack_pointer();
  if (n == 0) return so_far;
  return sum_tail(n - 1, so_far + n);
}
// recursion]

void compare(Demo& demo) {
  const long result = sum(depth);
  const long result_tail = sum_tail(depth, 0);
  auto& table = demo.table("", {"n", "sum: its variable, below that of n = 5",
                                "sum_tail: SP, below that of n = 5"});
  bool each_lower = true, same_step = true;
  for (long n = depth; n >= 0; --n) {
    table.row(
        {n, measured(static_cast<double>(places[depth] - places[n]), ""),
         measured(static_cast<double>(pointers[depth] - pointers[n]), "")});
    if (n == depth) continue;
    each_lower = each_lower && places[n] < places[n + 1];
    same_step = same_step &&
                places[n + 1] - places[n] == places[depth] - places[depth - 1];
  }
  demo.expect_equal("both give the sum", result + result_tail,
                    2 * (5L + 4 + 3 + 2 + 1));
  demo.expect("each level has a variable of its own, lower than its caller's",
              each_lower);
  demo.expect("all levels are equally large", same_step);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "recursion",
                            "How can one function be active five times?",
                            compare);
}
