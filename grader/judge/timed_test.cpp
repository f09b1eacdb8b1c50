// What a timed replay does with times, where they differ so much that noise is
// no question.
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "judge/judge.hpp"

namespace heaplab::judge {
namespace {

Timing timed(const std::string& name, TimingOptions options) {
  const auto trace = timed_trace(false);
  const auto limits = hostile_limits();
  const auto submission = hostile_submission(name);
  const Replay replayed = replay(trace, submission, limits);
  EXPECT_TRUE(replayed.correct) << replayed.finding->actual;
  options.heap_peak_bytes = replayed.peak_footprint_bytes;
  return time_trace(trace, submission, hostile_submission("nothing_wrong"),
                    replayed.offsets, limits, options);
}

// Each process of the submission is hopeless by a chance of one in two. Were a
// later one allowed to stop the replay, one of the twelve would.
TEST(Timed, OnlyTheFirstPassStopsEarly) {
  TimingOptions options;
  options.ratio_none = 2;
  options.rounds = 2;
  options.executions = options.most_executions = 12;
  options.budget_ns = 20'000'000'000;
  constexpr int enough = 20;
  for (int k = 0; k < enough; ++k) {
    const Timing timing = timed("slow_in_some_processes", options);
    ASSERT_FALSE(timing.finding) << timing.finding->actual;
    if (timing.stopped_early) continue;
    EXPECT_EQ(timing.executions, 12u);
    EXPECT_LT(timing.ratio, 8);
    return;
  }
  FAIL() << "all of " << enough << " replays were stopped early";
}

TEST(Timed, AHopelessFirstPassStopsEarly) {
  TimingOptions options;
  options.ratio_none = 1;
  const Timing timing = timed("works_hopelessly_long", options);
  EXPECT_TRUE(timing.stopped_early);
  EXPECT_EQ(timing.executions, 0u);
  EXPECT_GT(timing.ratio, 4);
}

// A quarter of the time is too little to be found out. It gains nothing: of a
// slice the kernel's account counts, where it says more. Without that rule each
// of the replays gains; a noisy machine spoils one of them, not all.
TEST(Timed, AForgedTimeDoesNotImproveTheRatio) {
  TimingOptions options;
  options.ratio_none = 1e6;
  options.rounds = 5;
  options.executions = options.most_executions = 4;
  options.budget_ns = 10'000'000'000;
  constexpr int tries = 5;
  for (int k = 0; k < tries; ++k) {
    const Timing honest = timed("works_long", options);
    const Timing forged = timed("forges_a_part_of_its_time", options);
    ASSERT_FALSE(honest.finding) << honest.finding->actual;
    ASSERT_FALSE(forged.finding) << forged.finding->actual;
    // Without the baseline's own noise, which both have.
    if (forged.ns_per_operation > 0.87 * honest.ns_per_operation) return;
  }
  FAIL() << "all of " << tries << " forged replays were faster";
}

}  // namespace
}  // namespace heaplab::judge
