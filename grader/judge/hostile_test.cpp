// Every file in hostile/ gets the finding that its first line names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "judge/judge.hpp"

namespace heaplab::judge {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// What the files of one kind are tried on.
struct Trial {
  trace::Trace trace;
  trace::Trace timed;
  Limits limits;
  const char* baseline;
};

Trial trial(const std::string& kind) {
  if (kind == "maps")
    return {mapping_trace(), mapping_trace(), mapping_limits(),
            "maps_large_blocks"};
  if (kind == "calls")
    return {calls_trace(), calls_trace(), stack_limits(),
            "stack_nothing_wrong"};
  if (kind == "coroutines")
    return {coroutines_trace(), coroutines_trace(), hostile_limits(),
            "coroutines_nothing_wrong"};
  if (kind == "misuse")
    return {misuse_trace(), timed_trace(true), hostile_limits(),
            "debugging_nothing_wrong"};
  return {hostile_trace(), timed_trace(kind == "moves"), hostile_limits(),
          "nothing_wrong"};
}

Timing timed(const std::string& name, const Trial& trial) {
  const auto submission = hostile_submission(name);
  const Replay replayed = replay(trial.timed, submission, trial.limits);
  EXPECT_TRUE(replayed.correct) << replayed.finding->actual;
  TimingOptions options;
  options.ratio_none = 1e6;
  options.rounds = 5;
  options.executions = options.most_executions = 3;
  options.budget_ns = 200'000'000;
  options.heap_peak_bytes = replayed.peak_heap_bytes;
  options.lockstep = &replayed;
  return time_trace(trial.timed, submission, hostile_submission(trial.baseline),
                    replayed.offsets, trial.limits, options);
}

std::string in_words(const std::optional<Finding>& finding) {
  if (!finding) return "no finding";
  return std::string(finding_name(finding->kind)) + " at " +
         finding->operation + ": expected " + finding->expected + "; actual " +
         finding->actual + "; source " + finding->source;
}

class Hostile : public testing::TestWithParam<HostileFile> {};

void expect_finding(const HostileFile& file,
                    const std::optional<Finding>& finding) {
  if (file.finding == "none") {
    EXPECT_FALSE(finding) << in_words(finding);
    return;
  }
  ASSERT_TRUE(finding) << "no finding: " << file.about;
  const std::string kind(finding_name(finding->kind));
  const bool also = file.also.find(" " + kind + " ") != std::string::npos;
  EXPECT_TRUE(also || kind == file.finding) << in_words(finding);
  EXPECT_THAT(finding->actual, StartsWith(file.says));
  if (file.guilty_line == 0) return;
  const std::string here =
      file.name + ".cpp:" + std::to_string(file.guilty_line) + " ";
  EXPECT_THAT(finding->source, HasSubstr(here)) << in_words(finding);
}

TEST_P(Hostile, GetsItsFinding) {
  const HostileFile& file = GetParam();
  ASSERT_TRUE(file.finding == "none" || finding_from_name(file.finding))
      << file.name << ".cpp: the first line names no finding";
  ASSERT_FALSE(file.about.empty());
  const Trial on = trial(file.trace);
  if (file.when == "timed")
    return expect_finding(file, timed(file.name, on).finding);
  const Replay replayed =
      replay(on.trace, hostile_submission(file.name), on.limits);
  EXPECT_EQ(replayed.correct, file.finding == "none");
  expect_finding(file, replayed.finding);
  if (!replayed.correct) return;
  const Timing timing = timed(file.name, on);
  EXPECT_FALSE(timing.finding) << in_words(timing.finding);
  EXPECT_GT(timing.ratio, 0);
}

INSTANTIATE_TEST_SUITE_P(, Hostile, testing::ValuesIn(hostile_files()),
                         [](const auto& file) { return file.param.name; });

}  // namespace
}  // namespace heaplab::judge
