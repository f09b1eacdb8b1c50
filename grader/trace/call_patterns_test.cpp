#include "trace/call_patterns.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "trace/call_stacks.hpp"
#include "trace/generate.hpp"
#include "trace/statistics.hpp"
#include "trace/test_traces.hpp"
#include "trace/write.hpp"

namespace heaplab::trace {
namespace {

constexpr std::string_view call_patterns[] = {
    "deep-recursion", "wide-tree",  "alloca-loops", "unwind-frames",
    "call-mix",       "coroutines", "generators"};

Statistics of(std::string_view pattern, std::uint64_t operations = 5000) {
  return statistics(generate(pattern, 3, operations));
}

std::map<OperationKind, int> kinds_of(std::string_view pattern) {
  std::map<OperationKind, int> kinds;
  for (const auto& operation : generate(pattern, 3, 5000).operations) {
    ++kinds[operation.kind];
  }
  return kinds;
}

TEST(CallPatterns, FramesHaveRealisticSizes) {
  for (const std::string_view pattern : call_patterns) {
    for (const auto& operation : generate(pattern, 3, 5000).operations) {
      if (operation.kind != OperationKind::call) continue;
      ASSERT_LE(operation.bytes, 4096U + 511U) << pattern;
    }
  }
  EXPECT_GT(of("call-mix", 20000).largest_request_bytes, 4096U);
}

TEST(CallPatterns, DeepRecursionIsDeep) {
  EXPECT_GT(of("deep-recursion", 20000).deepest_frames, 3000U);
}

TEST(CallPatterns, WideTreeIsFlat) {
  EXPECT_EQ(of("wide-tree").deepest_frames, 8U);
  EXPECT_GT(of("wide-tree").calls, 2400U);
}

TEST(CallPatterns, AllocaLoopsTakeMoreThanTheyCall) {
  const Statistics numbers = of("alloca-loops");
  EXPECT_GT(numbers.frame_allocations, 2 * numbers.calls);
}

TEST(CallPatterns, UnwindGoesOverManyFrames) {
  const Trace trace = generate("unwind-frames", 3, 5000);
  CallStacks stacks;
  std::uint64_t over_many = 0;
  for (const Operation& operation : trace.operations) {
    const std::uint64_t before = stacks.frames();
    stacks.apply(operation);
    if (operation.kind != OperationKind::unwind) continue;
    if (before - stacks.frames() >= 50) ++over_many;
  }
  EXPECT_GE(over_many, 10U);
}

TEST(CallPatterns, CallMixHasAllOfAProgram) {
  auto kinds = kinds_of("call-mix");
  EXPECT_GT(kinds[OperationKind::call], 1500);
  EXPECT_GT(kinds[OperationKind::leave], 1500);
  EXPECT_GT(kinds[OperationKind::frame_allocate], 50);
  EXPECT_GE(kinds[OperationKind::unwind], 3);
  EXPECT_GE(kinds[OperationKind::walk_frames], 3);
}

TEST(CallPatterns, CoroutinesAreHundredsAndNested) {
  const Statistics numbers = of("coroutines", 10000);
  EXPECT_GE(numbers.most_coroutines, 200U);
  EXPECT_GE(numbers.coroutines, 350U);
  CallStacks stacks;
  std::size_t nested = 0;
  for (const auto& operation : generate("coroutines", 3, 10000).operations) {
    stacks.apply(operation);
    if (stacks.running() == main_stack) continue;
    if (stacks.current().resumed_by != main_stack) ++nested;
  }
  EXPECT_GT(nested, 500U);
}

TEST(CallPatterns, GeneratorsAreFewAndYieldOften) {
  const Statistics numbers = of("generators");
  EXPECT_LE(numbers.most_coroutines, 10U);
  EXPECT_GE(numbers.most_coroutines, 4U);
  EXPECT_GT(kinds_of("generators")[OperationKind::yield], 500);
}

// What main_stack or a coroutine's stack must hold is not in statistics().
RC_GTEST_PROP(CallPatternsProperty, EndsAllAndKeepsToTheLimit,
              (std::uint64_t seed)) {
  const auto wanted = *rc::gen::inRange<std::uint64_t>(2, 5000);
  for (const std::string_view pattern : call_patterns) {
    CallStacks stacks;
    std::uint64_t stack_bytes = 0;
    for (const auto& operation : generate(pattern, seed, wanted).operations) {
      if (operation.kind == OperationKind::spawn)
        stack_bytes += operation.bytes;
      if (operation.kind == OperationKind::finish) {
        stack_bytes -= stacks.current().bytes;
      }
      RC_ASSERT(stacks.objection(operation) == CallObjection::none);
      stacks.apply(operation);
      RC_ASSERT(stack_bytes <= generated_peak_bytes);
      RC_ASSERT(stacks.stacks().front().needed_bytes <= generated_peak_bytes);
    }
    RC_ASSERT(stacks.ending_operations() == 0U);
  }
}

}  // namespace
}  // namespace heaplab::trace
