// The same work on the same bytes, near in time and far in time.
// break it: `piece_first + piece` -> `piece_first + piece - 1`
#include <cstdint>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr std::size_t count = 8 << 20;  // of 4 bytes: 32 MiB
constexpr std::size_t piece = 4 << 10;  // of 4 bytes: 16 KiB
constexpr std::uint32_t passes = 8;

// [pass
[[gnu::noinline]] void one_pass(std::uint32_t* numbers, std::size_t begin,
                                std::size_t end, std::uint32_t pass) {
  for (std::size_t k = begin; k < end; ++k) numbers[k] += pass;
}
// pass]

// [orders
void far_in_time(std::uint32_t* numbers) {
  for (std::uint32_t pass = 0; pass < passes; ++pass)
    one_pass(numbers, 0, count, pass);
}

void near_in_time(std::uint32_t* numbers) {
  for (std::size_t piece_first = 0; piece_first < count; piece_first += piece)
    for (std::uint32_t pass = 0; pass < passes; ++pass)
      one_pass(numbers, piece_first, piece_first + piece, pass);
}
// orders]

void compare(Demo& demo) {
  std::vector<std::uint32_t> far_numbers(count, 1), near_numbers(count, 1);
  const double far = heaplab::demo::least_ns(
      2, count * passes, [&] { far_in_time(far_numbers.data()); });
  const double near = heaplab::demo::least_ns(
      2, count * passes, [&] { near_in_time(near_numbers.data()); });

  auto& table = demo.table("", {"order of the work", "numbers touched",
                                "KiB before the next touch", "ns a number"});
  table.row({"whole array, 8 times", count * passes, count * 4 / 1024,
             measured(far, "ns")});
  table.row({"each 16 KiB, 8 times", count * passes, piece * 4 / 1024,
             measured(near, "ns")});
  table.row({"first / second", "", count / piece, measured(far / near, "x")});
  demo.expect("both orders give the same numbers", far_numbers == near_numbers);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "reuse",
                            "Does it matter when bytes are used again?",
                            compare);
}
