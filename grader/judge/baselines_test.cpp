// The frozen baselines of labs 01 and 02: right, and as fast as themselves.
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "judge/program.hpp"
#include "trace/generate.hpp"

namespace heaplab::judge {
namespace {

Submission baseline(const std::string& name) {
  return {std::filesystem::path(HEAPLAB_PEERS) / ("baseline-" + name + ".so"),
          name};
}

void expect_right(const trace::Trace& trace, const Submission& submission,
                  const Limits& limits) {
  const Replay replayed = replay(trace, submission, limits);
  ASSERT_TRUE(replayed.correct) << replayed.finding->actual;
  TimingOptions options;
  options.rounds = 3;
  options.executions = options.most_executions = 2;
  options.heap_peak_bytes = replayed.peak_heap_bytes;
  options.lockstep = &replayed;
  const Timing timing = time_trace(trace, submission, submission,
                                   replayed.offsets, limits, options);
  EXPECT_FALSE(timing.finding) << timing.finding->actual;
  EXPECT_GT(timing.ratio, 0);
}

TEST(Baselines, TheCallStackIsRight) {
  expect_right(calls_trace(), baseline("frame-stack"), stack_limits());
}

// Real sizes, and stacks that are no larger than a trace may ask for.
TEST(Baselines, AreRightOnWhatIsGenerated) {
  for (const char* name :
       {"deep-recursion", "wide-tree", "alloca-loops", "unwind-frames",
        "call-mix", "coroutines", "generators"}) {
    const trace::Trace trace = trace::generate(name, 5, 3000);
    const bool frames = kind_of(trace) == TraceKind::call_stack;
    const Replay replayed =
        replay(trace, baseline(frames ? "frame-stack" : "coroutines"),
               hostile_limits());
    EXPECT_TRUE(replayed.correct) << name << ": " << replayed.finding->actual;
  }
}

TEST(Baselines, TheCallStackWastesNothing) {
  const auto trace = trace::parse_trace("call 0 32\nalloca 1 48\n", "x.trace");
  const Replay replayed =
      replay(trace, baseline("frame-stack"), stack_limits());
  EXPECT_EQ(replayed.final_footprint_bytes, 32u + 16 + 32 + 48);
}

TEST(Baselines, TheCoroutinesAreRight) {
  expect_right(coroutines_trace(), baseline("coroutines"), hostile_limits());
}

TEST(Baselines, AFinishedStackIsUsedAgain) {
  std::string text;
  for (int k = 0; k < 20; ++k)
    text += "spawn " + std::to_string(k) + " 8192\nresume " +
            std::to_string(k) + "\nfinish\n";
  const Replay replayed = replay(trace::parse_trace(text, "again.trace"),
                                 baseline("coroutines"), hostile_limits());
  ASSERT_TRUE(replayed.correct);
  EXPECT_LT(replayed.peak_footprint_bytes, 2u * 8192);
}

TEST(Baselines, TheDebuggingAllocatorIsRight) {
  expect_right(trace::generate("random-uniform", 5, 3000),
               baseline("debug-allocator"), hostile_limits());
}

TEST(Baselines, TheDebuggingAllocatorSeesEveryKindOfError) {
  const Replay replayed = replay(
      trace::parse_trace("new 0 24\nwrite 0 24 1\nwrite 0 -1 1\ndelete 0 25\n"
                         "write 0 3 1\ndelete 0\nfree_wild\nnew[] 1 40 64\n"
                         "free_at 1 8\ndelete[] 1\nnew 2 9\nfree 2\n"
                         "a 3 100\nexit\n",
                         "all.trace"),
      baseline("debug-allocator"), hostile_limits());
  EXPECT_TRUE(replayed.correct) << replayed.finding->actual;
}

// Slices that end in the middle of frames: the next command continues there,
// and a new heap is made while coroutines are suspended.
TEST(Baselines, SlicesEndWhereverCoroutinesAre) {
  const auto trace = trace::parse_trace(
      "spawn 0 8192\nspawn 1 8192\nresume 0\ncall 2 100\ncall 3 0\nresume 1\n"
      "call 4 200\nyield\nalloca 5 50\nresume 1\nreturn\n",
      "left-open.trace");
  const Limits limits = hostile_limits();
  const Submission submission = baseline("coroutines");
  const Replay replayed = replay(trace, submission, limits);
  ASSERT_TRUE(replayed.correct) << replayed.finding->actual;
  for (std::uint32_t slice = 1; slice < 5; ++slice) {
    TimingOptions options;
    options.slice_operations = slice;
    options.rounds = 4;
    options.executions = options.most_executions = 2;
    options.heap_peak_bytes = replayed.peak_heap_bytes;
    options.lockstep = &replayed;
    const Timing timing = time_trace(trace, submission, submission,
                                     replayed.offsets, limits, options);
    EXPECT_FALSE(timing.finding) << timing.finding->actual;
    EXPECT_EQ(timing.executions, 2u);
  }
}

}  // namespace
}  // namespace heaplab::judge
