#include "trace/generate.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "trace/statistics.hpp"
#include "trace/test_traces.hpp"
#include "trace/write.hpp"

namespace heaplab::trace {
namespace {

std::string operations_text(const Trace& trace) {
  std::string text;
  for (const Operation& operation : trace.operations) {
    text += operation_text(trace, operation) + '\n';
  }
  return text;
}

// 64-bit FNV-1a.
std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return hash;
}

bool is_valid(const Trace& trace) {
  return error_of("points: 1\n" + operations_text(trace)).empty();
}

std::string first_lines(std::string_view pattern, std::uint64_t operations) {
  return operations_text(generate(pattern, 1, operations));
}

std::string generate_error(std::string_view pattern, std::uint64_t operations) {
  try {
    generate(pattern, 1, operations);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Generate, NeverDrifts) {
  std::map<std::string_view, std::uint64_t> hashes;
  for (const Pattern& pattern : patterns()) {
    hashes[pattern.name] = hash_of(first_lines(pattern.name, 2000));
  }
  const std::map<std::string_view, std::uint64_t> frozen = {
      {"alloca-loops", 7859978920623383746U},
      {"call-mix", 2868623203568407012U},
      {"coalescing-stairs", 14351342496240656820U},
      {"coroutines", 9055927697445298051U},
      {"deep-recursion", 13950994350956075961U},
      {"fragmentation-bomb", 6276554731133385281U},
      {"generators", 2037677711039966784U},
      {"large-blocks", 8258785528227135804U},
      {"mark-release", 110546934383202350U},
      {"peak-and-idle", 13910757543126304927U},
      {"producer-consumer", 9251343404468848925U},
      {"random-powers", 18395677550820248103U},
      {"random-uniform", 2203912007723934751U},
      {"realloc-growth", 2985003897149057433U},
      {"stack-like", 4055561493214326494U},
      {"unwind-frames", 16682375431997631842U},
      {"wide-tree", 15254762659398315093U},
  };
  EXPECT_EQ(hashes, frozen);
}

TEST(Generate, HasNoLines) {
  for (const Pattern& pattern : patterns()) {
    for (const auto& operation : generate(pattern.name, 1, 50).operations) {
      EXPECT_EQ(operation.line, 0U);
    }
  }
}

TEST(Generate, SaysWhatItMade) {
  const Trace trace = generate("stack-like", 6, 50);
  EXPECT_EQ(trace.name, "stack-like-6");
  EXPECT_EQ(trace.title, find_pattern("stack-like")->description);
  EXPECT_EQ(trace.pattern, "stack-like");
  EXPECT_EQ(trace.seed, 6U);
  EXPECT_EQ(trace.operations_wanted, 50U);
}

TEST(Generate, SmallestTracesAreNotEmpty) {
  for (const Pattern& pattern : patterns()) {
    for (std::uint64_t operations = 2; operations < 60; ++operations) {
      const Trace trace = generate(pattern.name, operations, operations);
      EXPECT_GE(trace.operations.size(), 1U) << pattern.name;
      EXPECT_LE(trace.operations.size(), operations) << pattern.name;
      EXPECT_TRUE(is_valid(trace)) << pattern.name;
    }
  }
}

TEST(Generate, StackLikeFreesTheYoungest) {
  std::vector<std::uint32_t> stack;
  for (const auto& operation : generate("stack-like", 2, 5000).operations) {
    if (operation.kind == OperationKind::allocate) {
      stack.push_back(operation.slot);
      continue;
    }
    ASSERT_EQ(operation.kind, OperationKind::deallocate);
    ASSERT_EQ(operation.slot, stack.back());
    stack.pop_back();
  }
  EXPECT_TRUE(stack.empty());
}

TEST(Generate, LargeBlocksComeGoGrowAndStandAmongSmallOnes) {
  std::map<OperationKind, int> large;
  int small = 0;
  for (const auto& operation : generate("large-blocks", 3, 5000).operations) {
    if (operation.kind == OperationKind::deallocate) continue;
    if (operation.bytes >= 128 << 10) ++large[operation.kind];
    if (operation.bytes < 4096) ++small;
  }
  EXPECT_GT(large[OperationKind::allocate], 100);
  EXPECT_GT(large[OperationKind::allocate_zeroed], 50);
  EXPECT_GT(large[OperationKind::reallocate], 30);
  EXPECT_GT(small, 1000);
}

TEST(Generate, ProducerConsumerFreesTheOldest) {
  // Up to the end, where what is left in the queue is freed.
  std::uint32_t oldest = 0;
  const Trace trace = generate("producer-consumer", 2, 5000);
  for (std::size_t i = 0; i < 4000; ++i) {
    const Operation& operation = trace.operations[i];
    if (operation.kind == OperationKind::deallocate) {
      ASSERT_EQ(operation.slot, oldest++);
    }
  }
  EXPECT_GT(oldest, 1000U);
}

TEST(Generate, FragmentationBombLeavesHolesTooSmall) {
  const Trace trace = generate("fragmentation-bomb", 2, 4000);
  const std::uint64_t bytes = trace.operations[0].bytes;
  std::size_t i = 0;
  while (trace.operations[i].bytes == bytes) ++i;
  const std::size_t filled = i;
  for (std::uint32_t slot = 0; slot < filled; slot += 2) {
    ASSERT_EQ(trace.operations[i].kind, OperationKind::deallocate);
    ASSERT_EQ(trace.operations[i++].slot, slot);
  }
  EXPECT_GE(filled, 100U);
  EXPECT_EQ(trace.operations[i].kind, OperationKind::allocate);
  EXPECT_GT(trace.operations[i].bytes, bytes);
}

TEST(Generate, ReallocGrowthGrows) {
  const Statistics numbers = statistics(generate("realloc-growth", 2, 5000));
  EXPECT_EQ(numbers.growing_reallocations, numbers.reallocations);
  EXPECT_GT(numbers.reallocations, 4000U);
}

TEST(Generate, MarkReleaseNests) {
  const Trace trace = generate("mark-release", 2, 5000);
  EXPECT_GE(trace.marks, 3U);
  for (const Operation& operation : trace.operations) {
    EXPECT_NE(operation.kind, OperationKind::deallocate);
  }
}

TEST(GenerateErrors, UnknownPattern) {
  EXPECT_EQ(generate_error("randomuniform", 10),
            "expected the name of a pattern, found \"randomuniform\"; did you "
            "mean \"random-uniform\"?");
  EXPECT_EQ(generate_error("?", 10),
            "expected the name of a pattern, found \"?\"; the patterns are "
            "random-uniform, random-powers, coalescing-stairs, realloc-growth, "
            "producer-consumer, stack-like, fragmentation-bomb, peak-and-idle, "
            "large-blocks, mark-release, deep-recursion, wide-tree, "
            "alloca-loops, unwind-frames, call-mix, coroutines and "
            "generators");
}

TEST(GenerateErrors, NumberOfOperations) {
  EXPECT_EQ(generate_error("stack-like", 1),
            "expected 2 to 10000000 operations to generate, found 1; choose a "
            "number in that range");
  EXPECT_EQ(generate_error("stack-like", 10'000'001),
            "expected 2 to 10000000 operations to generate, found 10000001; "
            "choose a number in that range");
}

RC_GTEST_PROP(GenerateProperty, IsBalancedAndBounded, (std::uint64_t seed)) {
  const auto wanted = *rc::gen::inRange<std::uint64_t>(2, 5000);
  for (const Pattern& pattern : patterns()) {
    const Trace trace = generate(pattern.name, seed, wanted);
    const Statistics numbers = statistics(trace);
    RC_ASSERT(is_valid(trace));
    RC_ASSERT(numbers.operations <= wanted);
    RC_ASSERT(numbers.operations + 3 >= wanted);
    RC_ASSERT(numbers.blocks_never_freed == 0U);
    RC_ASSERT(numbers.peak_live_bytes <= generated_peak_bytes);
  }
}

}  // namespace
}  // namespace heaplab::trace
