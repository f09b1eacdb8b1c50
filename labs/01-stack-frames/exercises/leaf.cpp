// leaf: functions that call nothing. Arguments of 32 bits come with dirty upper
// halves, as a compiler may leave them.
#include <climits>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"

HEAPLAB_STUDENT(std::int64_t sum3(int a, int b, int c));
HEAPLAB_STUDENT(std::int64_t pick9th(std::int64_t a1, std::int64_t a2,
                                     std::int64_t a3, std::int64_t a4,
                                     std::int64_t a5, std::int64_t a6,
                                     std::int64_t a7, std::int64_t a8,
                                     std::int64_t a9));
HEAPLAB_STUDENT(int byte_at(const unsigned char* bytes, int index));

namespace heaplab::abi {
namespace {

void expect_returned(const std::string& call, std::int64_t expected,
                     std::int64_t actual) {
  if (actual == expected) return;
  fail(Rule::wrong_result, call + " returns " + std::to_string(expected),
       "it returned " + std::to_string(actual));
}

// With `dirty`, the register of an argument holds more than its 32 bits.
CheckedCall& add(CheckedCall& call, int value, bool dirty) {
  return dirty ? call.integer32(value)
               : call.integer(static_cast<std::uint32_t>(value));
}

void try_sum3(int a, int b, int c, bool dirty) {
  CheckedCall call(reinterpret_cast<const void*>(sum3), "sum3");
  for (const int value : {a, b, c}) add(call, value, dirty);
  const Result result = call.run();
  expect_returned("sum3(" + std::to_string(a) + ", " + std::to_string(b) +
                      ", " + std::to_string(c) + ")",
                  std::int64_t{a} + b + c,
                  static_cast<std::int64_t>(result.integer));
}

HEAPLAB_CASE(small_sums, "sum3-small", "sum3 of small numbers", 1, "sum3") {
  try_sum3(1, 2, 3, false);
  for (int round = 0; round < 20; ++round) {
    try_sum3(static_cast<int>(random_below(1000)),
             static_cast<int>(random_below(1000)),
             static_cast<int>(random_below(1000)), false);
  }
}

HEAPLAB_CASE(dirty_sums, "sum3-dirty-halves",
             "sum3 where the upper halves of the registers are not zero", 2,
             "sum3") {
  note_step("the bits above an argument's 32 hold anything");
  try_sum3(1, 2, 3, true);
  try_sum3(-1, -2, -3, true);
  for (int round = 0; round < 20; ++round) {
    try_sum3(static_cast<int>(random()), static_cast<int>(random()),
             static_cast<int>(random()), true);
  }
}

HEAPLAB_CASE(edge_sums, "sum3-edges", "sum3 at the ends of int", 2, "sum3") {
  note_step("each argument is one of INT_MIN, -1, 0, 1, INT_MAX");
  constexpr int edges[] = {INT_MIN, -1, 0, 1, INT_MAX};
  for (const int a : edges) {
    for (const int b : edges) {
      for (const int c : edges) try_sum3(a, b, c, true);
    }
  }
}

std::string position(std::size_t index) {
  return "argument " + std::to_string(index + 1);
}

// Which of the arguments was returned instead, in words.
std::string origin(std::int64_t value,
                   const std::vector<std::int64_t>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == value)
      return position(i) + ", " + std::to_string(value);
  }
  return std::to_string(value) + ", which is none of the arguments";
}

void try_pick9th(const std::vector<std::int64_t>& arguments) {
  CheckedCall call(reinterpret_cast<const void*>(pick9th), "pick9th");
  for (const std::int64_t value : arguments) {
    call.integer(static_cast<std::uint64_t>(value));
  }
  const auto returned = static_cast<std::int64_t>(call.run().integer);
  if (returned == arguments[8]) return;
  fail(Rule::wrong_result,
       "pick9th returns argument 9, " + std::to_string(arguments[8]),
       "it returned " + origin(returned, arguments));
}

HEAPLAB_CASE(ninth, "pick9th-stack", "pick9th: an argument on the stack", 2,
             "pick9th") {
  try_pick9th({1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009});
  for (int round = 0; round < 20; ++round) {
    std::vector<std::int64_t> arguments;
    for (int i = 0; i < 9; ++i) {
      arguments.push_back(static_cast<std::int64_t>(random()));
    }
    try_pick9th(arguments);
  }
}

// Every value that a byte can have, and its index.
std::vector<unsigned char> all_bytes() {
  std::vector<unsigned char> bytes;
  for (int value = 0; value < 256; ++value) {
    bytes.push_back(static_cast<unsigned char>(value));
  }
  return bytes;
}

// bytes + base points at the byte of that value, so that indices around it, the
// negative ones too, are valid.
void try_byte_at(const std::vector<unsigned char>& bytes, int base, int index,
                 bool dirty) {
  CheckedCall call(reinterpret_cast<const void*>(byte_at), "byte_at");
  call.pointer(bytes.data() + base);
  const Result result = add(call, index, dirty).run();
  expect_returned(
      "byte_at(bytes, " + std::to_string(index) + ")",
      bytes[static_cast<std::size_t>(base + index)],
      static_cast<std::int32_t>(static_cast<std::uint32_t>(result.integer)));
}

HEAPLAB_CASE(low_bytes, "byte-at-small", "byte_at of bytes up to 127", 1,
             "byte_at") {
  const std::vector<unsigned char> bytes = all_bytes();
  for (int index = 1; index < 128; ++index) {
    try_byte_at(bytes, 0, index, false);
  }
}

HEAPLAB_CASE(high_bytes, "byte-at-high", "byte_at of bytes from 128 on", 1,
             "byte_at") {
  const std::vector<unsigned char> bytes = all_bytes();
  for (int index = 128; index < 256; ++index) {
    try_byte_at(bytes, 0, index, false);
  }
}

HEAPLAB_CASE(negative_indices, "byte-at-negative",
             "byte_at with a negative index, its upper half not zero", 2,
             "byte_at") {
  note_step("bytes points into the middle of 256 bytes");
  const std::vector<unsigned char> bytes = all_bytes();
  for (int index = -128; index < 128; ++index) {
    try_byte_at(bytes, 128, index, true);
  }
}

}  // namespace
}  // namespace heaplab::abi
