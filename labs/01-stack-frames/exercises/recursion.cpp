// recursion: what a level costs on the stack, and tail calls, which cost none.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"

namespace {

struct Node {
  const Node* left;
  const Node* right;
  std::uint64_t value;
};

}  // namespace

HEAPLAB_STUDENT(std::uint64_t weighted_sum(const void* node,
                                           std::uint64_t depth));
HEAPLAB_STUDENT(std::uint64_t sum_to(std::uint64_t n, std::uint64_t sum));
HEAPLAB_STUDENT(std::uint64_t is_even(std::uint64_t n));
HEAPLAB_STUDENT(std::uint64_t is_odd(std::uint64_t n));

namespace heaplab::abi {
namespace {

// The oracle.
std::uint64_t weigh(const Node* node, std::uint64_t depth) {
  if (node == nullptr) return 0;
  return node->value * depth + weigh(node->left, depth + 1) +
         weigh(node->right, depth + 1);
}

Result sum_tree(const Node* root, std::uint64_t depth,
                const std::string& tree) {
  CheckedCall call(reinterpret_cast<const void*>(weighted_sum), "weighted_sum");
  const Result result = call.pointer(root).integer(depth).run();
  expect_equal(weigh(root, depth), result.integer,
               "weighted_sum of " + tree + ", its root at depth " +
                   std::to_string(depth));
  return result;
}

HEAPLAB_CASE(small_trees, "weighted-sum-small",
             "weighted_sum of no node, one node and three", 1, "weighted_sum") {
  const Node left{nullptr, nullptr, 10};
  const Node right{nullptr, nullptr, 100};
  const Node root{&left, &right, 1};
  sum_tree(&right, 1, "one node of value 100");
  sum_tree(nullptr, 7, "the empty tree");
  sum_tree(&root, 1, "1 with the children 10 and 100");
}

// Each node hangs below an earlier one, at a free place.
std::vector<Node> random_tree(std::size_t count) {
  std::vector<Node> nodes(count, Node{nullptr, nullptr, 0});
  for (std::size_t i = 0; i < count; ++i) {
    nodes[i].value = random_below(1000);
    for (bool hangs = i == 0; !hangs;) {
      Node& parent = nodes[random_below(i)];
      const Node*& place = random_below(2) == 0 ? parent.left : parent.right;
      hangs = place == nullptr;
      if (hangs) place = &nodes[i];
    }
  }
  return nodes;
}

HEAPLAB_CASE(random_trees, "weighted-sum-trees",
             "weighted_sum of trees of 100 nodes", 2, "weighted_sum") {
  for (int round = 0; round < 10; ++round) {
    const std::vector<Node> nodes = random_tree(100);
    sum_tree(nodes.data(), 1 + random_below(100), "a random tree");
  }
}

// Of `count` nodes, each the only child of the one before, on the left, on the
// right, or on both sides in turn.
enum class Side : std::uint8_t { left, right, both };

std::vector<Node> chain(std::size_t count, Side side) {
  std::vector<Node> nodes(count, Node{nullptr, nullptr, 1});
  for (std::size_t i = 0; i + 1 < count; ++i) {
    const bool left = side == Side::left || (side == Side::both && i % 2 == 0);
    (left ? nodes[i].left : nodes[i].right) = &nodes[i + 1];
  }
  return nodes;
}

constexpr std::size_t levels = 1000;
constexpr std::size_t bytes_a_level = 64;

std::size_t chain_bytes(std::size_t count, Side side) {
  const std::vector<Node> nodes = chain(count, side);
  return sum_tree(nodes.data(), 1, "a chain of " + std::to_string(count))
      .stack_bytes;
}

void expect_level_cost(Side side, const std::string& name) {
  note_step("a tree of " + std::to_string(levels) + " levels, each node " +
            name);
  const std::size_t half = chain_bytes(levels / 2, side);
  const std::size_t all = chain_bytes(levels, side);
  const std::size_t added = all > half ? all - half : 0;
  if (added <= bytes_a_level * (levels / 2)) return;
  fail(Rule::stack_too_deep,
       "weighted_sum takes at most " + std::to_string(bytes_a_level) +
           " bytes of stack a level",
       "it takes " + std::to_string(added / (levels / 2)) + ": " +
           std::to_string(all) + " for " + std::to_string(levels) +
           " levels, " + std::to_string(half) + " for " +
           std::to_string(levels / 2));
}

HEAPLAB_CASE(level_cost, "weighted-sum-stack",
             "weighted_sum takes at most 64 bytes of stack a level", 3,
             "weighted_sum") {
  expect_level_cost(Side::left, "a left child");
  expect_level_cost(Side::right, "a right child");
  expect_level_cost(Side::both, "left and right in turn");
}

constexpr std::size_t deep = 1'000'000;
constexpr std::size_t deep_stack = 65536;
// A tail call takes none; so much is free for a frame and the red zone.
constexpr std::size_t free_bytes = 512;

void expect_flat(const std::string& name, std::size_t used) {
  if (used <= free_bytes) return;
  fail(Rule::stack_too_deep,
       name + " takes no stack for a level: " + std::to_string(free_bytes) +
           " bytes at most for " + std::to_string(levels) + " levels",
       "it took " + std::to_string(used) + " bytes");
}

Result try_sum_to(std::uint64_t n, std::uint64_t sum, std::size_t stack) {
  CheckedCall call(reinterpret_cast<const void*>(sum_to), "sum_to");
  call.integer(n).integer(sum);
  if (stack != 0) call.stack_size(stack);
  const Result result = call.run();
  expect_equal(
      sum + n * (n + 1) / 2, result.integer,
      "sum_to(" + std::to_string(n) + ", " + std::to_string(sum) + ")");
  return result;
}

HEAPLAB_CASE(small_sums, "sum-to-small", "sum_to of small numbers", 1,
             "sum_to") {
  try_sum_to(1, 0, 0);
  try_sum_to(0, 5, 0);
  try_sum_to(4, 100, 0);
  try_sum_to(random_below(500), random_below(1000), 0);
}

HEAPLAB_CASE(deep_sums, "sum-to-deep",
             "sum_to a million levels deep on 64 KiB of stack", 2, "sum_to") {
  note_step("sum_to(1000, 0)");
  expect_flat("sum_to", try_sum_to(levels, 0, 0).stack_bytes);
  note_step("sum_to(1000000, 0) on a stack of 65536 bytes");
  try_sum_to(deep, 0, deep_stack);
}

Result try_parity(bool even, std::uint64_t n, std::size_t stack) {
  const std::string name = even ? "is_even" : "is_odd";
  CheckedCall call(even ? reinterpret_cast<const void*>(is_even)
                        : reinterpret_cast<const void*>(is_odd),
                   name);
  call.integer(n);
  if (stack != 0) call.stack_size(stack);
  const Result result = call.run();
  expect_equal(even == (n % 2 == 0) ? 1 : 0, result.integer,
               name + "(" + std::to_string(n) + ")");
  return result;
}

HEAPLAB_CASE(small_parities, "even-odd-small",
             "is_even and is_odd of small numbers", 1, "is_even is_odd") {
  for (std::uint64_t n = 0; n < 10; ++n) {
    try_parity(true, n, 0);
    try_parity(false, n, 0);
  }
}

HEAPLAB_CASE(deep_parities, "even-odd-deep",
             "is_even and is_odd, a million tail calls of each other", 2,
             "is_even is_odd") {
  for (const bool even : {true, false}) {
    const std::string name = even ? "is_even" : "is_odd";
    note_step(name + "(1000)");
    expect_flat(name, try_parity(even, levels, 0).stack_bytes);
    note_step(name + "(1000000) on a stack of 65536 bytes");
    try_parity(even, deep, deep_stack);
  }
}

}  // namespace
}  // namespace heaplab::abi
