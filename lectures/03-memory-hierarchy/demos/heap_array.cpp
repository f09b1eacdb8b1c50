// An array in the heap, the same on the stack, and single blocks of the heap.
// break it: `one_block(count);` -> `one_block(2 * count);`
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr std::size_t count = 8192;  // 64 KiB of numbers

// The bytes from the first element's first to the last one's last.
std::size_t span_bytes(const std::int64_t* first, const std::int64_t* last) {
  return static_cast<std::size_t>(reinterpret_cast<const char*>(last + 1) -
                                  reinterpret_cast<const char*>(first));
}

double ns_for_a_number(const std::int64_t* numbers, std::int64_t& result) {
  return heaplab::demo::least_ns(20, count, [&] {
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < count; ++k) sum += numbers[k];
    heaplab::demo::keep(sum);
    result = sum;
  });
}

void compare(Demo& demo) {
  // [places
  std::array<std::int64_t, count> on_stack;
  std::vector<std::int64_t> one_block(count);       // one malloc
  std::vector<std::unique_ptr<std::int64_t>> many;  // 8192 mallocs
  // places]
  many.reserve(count);
  for (std::size_t k = 0; k < count; ++k) {
    on_stack[k] = one_block[k] = static_cast<std::int64_t>(k);
    many.push_back(std::make_unique<std::int64_t>(k));
  }

  std::int64_t stack_sum = 0, block_sum = 0, many_sum = 0;
  const double stack_ns = ns_for_a_number(on_stack.data(), stack_sum);
  const double block_ns = ns_for_a_number(one_block.data(), block_sum);
  const double many_ns = heaplab::demo::least_ns(20, count, [&] {
    std::int64_t sum = 0;
    for (const auto& each : many) sum += *each;
    heaplab::demo::keep(sum);
    many_sum = sum;
  });
  std::size_t near = 0;  // blocks that begin within 64 bytes of the last one
  for (std::size_t k = 1; k < count; ++k)
    near += std::abs(reinterpret_cast<char*>(many[k].get()) -
                     reinterpret_cast<char*>(many[k - 1].get())) <= 64;

  const auto [lowest, highest] = std::minmax_element(many.begin(), many.end());
  const std::size_t many_span = span_bytes(lowest->get(), highest->get());
  const std::size_t stack_span =
      span_bytes(&on_stack.front(), &on_stack.back());
  const std::size_t block_span =
      span_bytes(&one_block.front(), &one_block.back());
  auto& table = demo.table(
      "", {"8192 numbers", "bytes from first to last", "sum", "ns a number"});
  table.row(
      {"array on the stack", stack_span, stack_sum, measured(stack_ns, "ns")});
  table.row(
      {"array in the heap", block_span, block_sum, measured(block_ns, "ns")});
  table.row({"a block for each", measured(static_cast<double>(many_span), ""),
             many_sum, measured(many_ns, "ns")});
  demo.table("Single blocks", {"allocated in turn",
                               "within 64 bytes of the "
                               "one before"})
      .row({count, measured(static_cast<double>(near), "")});
  demo.expect_equal(
      "the elements of one heap block lie as close as on the "
      "stack",
      block_span, stack_span);
  demo.expect("all three hold the same numbers",
              stack_sum == block_sum && block_sum == many_sum);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "heap_array",
                            "Can data in the heap lie close together?",
                            compare);
}
