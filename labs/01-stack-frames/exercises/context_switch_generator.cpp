// What is tried on generators. Contract: generator.hpp.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "abi/case.hpp"
#include "context_switch_generators.hpp"

using heaplab::abi::expect_equal;
using heaplab::abi::fail;
using heaplab::abi::Rule;

Generator* create(GeneratorBody* body, void* argument, std::size_t bytes) {
  Generator* made = generator_create(bytes, body, argument);
  if (made == nullptr)
    fail(Rule::wrong_result,
         "generator_create() makes a generator with a stack of " +
             std::to_string(bytes) + " bytes",
         "it returned nullptr");
  return made;
}

namespace {

std::string words(bool more, std::uint64_t value) {
  return more ? "the value " + std::to_string(value) : "no more values";
}

void expect_next(Generator* generator, std::uint64_t expected,
                 const char* what = "generator_next()") {
  std::uint64_t value = ~expected;
  const bool more = generator_next(generator, &value);
  if (more && value == expected) return;
  fail(Rule::wrong_result,
       std::string(what) + " gives " + words(true, expected),
       "it gives " + words(more, value));
}

void expect_end(Generator* generator) {
  constexpr std::uint64_t untouched = 0x1234567;
  std::uint64_t value = untouched;
  const bool more = generator_next(generator, &value);
  if (more)
    fail(Rule::wrong_result,
         "generator_next() gives no more values after the body has returned",
         "it gives " + words(true, value));
  expect_equal(untouched, value, "value, when there are no more");
}

void count_up(Generator* self, void* argument) {
  const auto count = reinterpret_cast<std::uintptr_t>(argument);
  for (std::uint64_t i = 0; i < count; ++i) generator_yield(self, i * i);
}

HEAPLAB_CASE(values, "generator/values", "the values come in their order", 3,
             all_of_generators) {
  Generator* generator = create(count_up, reinterpret_cast<void*>(100));
  for (std::uint64_t i = 0; i < 100; ++i) expect_next(generator, i * i);
  expect_end(generator);
  generator_destroy(generator);
}

HEAPLAB_CASE(exhausted, "generator/exhausted",
             "a body that has returned gives no more, however often asked", 2,
             all_of_generators) {
  Generator* empty = create(count_up, nullptr);
  Generator* one = create(count_up, reinterpret_cast<void*>(1));
  expect_next(one, 0);
  for (int i = 0; i < 3; ++i) {
    expect_end(one);
    expect_end(empty);
  }
}

HEAPLAB_CASE(in_turn, "generator/in-turn",
             "300 generators give their values in turn", 2, all_of_generators) {
  std::vector<Generator*> many(300);
  for (Generator*& one : many)
    one = create(count_up, reinterpret_cast<void*>(20), 8192);
  for (std::uint64_t i = 0; i < 10; ++i)
    for (Generator* one : many) expect_next(one, i * i);
  for (Generator* one : many) generator_destroy(one);
}

// The numbers of a tree of this height in order: each subtree has a generator
// of its own, which asks those of its own subtrees.
struct Tree {
  std::uint64_t first;
  unsigned height;
};

void subtree_in_order(Generator* self, const Tree& tree);

void in_order(Generator* self, void* argument) {
  const Tree tree = *static_cast<Tree*>(argument);
  if (tree.height == 0) return;
  const std::uint64_t half = (std::uint64_t{1} << (tree.height - 1)) - 1;
  subtree_in_order(self, {tree.first, tree.height - 1});
  generator_yield(self, tree.first + half);
  subtree_in_order(self, {tree.first + half + 1, tree.height - 1});
}

void subtree_in_order(Generator* self, const Tree& tree) {
  Tree copy = tree;
  Generator* inner = create(in_order, &copy, 16384);
  for (std::uint64_t value = 0; generator_next(inner, &value);)
    generator_yield(self, value);
  generator_destroy(inner);
}

HEAPLAB_CASE(nested, "generator/nested",
             "generators ask generators, seven deep", 3, all_of_generators) {
  Tree tree{1, 6};
  Generator* generator = create(in_order, &tree);
  for (std::uint64_t i = 1; i < 64; ++i)
    expect_next(generator, i, "the generator of a tree");
  expect_end(generator);
  generator_destroy(generator);
}

HEAPLAB_CASE(destroyed, "generator/destroyed-early",
             "destroying a generator that waits gives its stack back", 3,
             all_of_generators) {
  Generator* generator = create(show_stack);
  expect_next(generator, 1);
  const auto place = reinterpret_cast<std::uintptr_t>(place_in_stack);
  generator_destroy(generator);
  if (is_mapped(place))
    fail(Rule::wrong_result,
         "generator_destroy() gives the stack back with munmap()",
         "its pages are still there");
}

HEAPLAB_CASE(no_leak, "generator/no-leak",
             "thousands of generators, one after the other, in one gibibyte", 2,
             all_of_generators) {
  for (std::uintptr_t i = 0; i < 3000; ++i) {
    Generator* generator =
        create(count_up, reinterpret_cast<void*>(i % 3), 1 << 20);
    if (i % 3 == 2) expect_next(generator, 0);  // one that waits
    if (i % 3 == 1) expect_next(generator, 0), expect_end(generator);
    generator_destroy(generator);
  }
}

HEAPLAB_CASE(refused, "generator/refused",
             "stacks that no memory has room for are refused", 1,
             all_of_generators) {
  create(count_up);
  for (const std::size_t bytes : {SIZE_MAX, SIZE_MAX - 4096, SIZE_MAX / 2}) {
    if (generator_create(bytes, count_up, nullptr) == nullptr) continue;
    fail(Rule::wrong_result,
         "generator_create(" + std::to_string(bytes) +
             " bytes, …) returns nullptr",
         "it returned a generator");
  }
}

}  // namespace
