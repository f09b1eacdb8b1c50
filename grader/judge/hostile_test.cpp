// Every file in hostile/ gets the finding that its first line names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "judge/judge.hpp"

namespace heaplab::judge {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Timing timed(const std::string& name, const std::string& kind) {
  const bool maps = kind == "maps";
  const auto trace = maps ? mapping_trace() : timed_trace(kind == "moves");
  const auto limits = maps ? mapping_limits() : hostile_limits();
  const auto submission = hostile_submission(name);
  const Replay replayed = replay(trace, submission, limits);
  EXPECT_TRUE(replayed.correct) << replayed.finding->actual;
  TimingOptions options;
  options.ratio_none = 1e6;
  options.rounds = 5;
  options.executions = options.most_executions = 3;
  options.budget_ns = 200'000'000;
  options.heap_peak_bytes = replayed.peak_heap_bytes;
  options.lockstep = &replayed;
  const auto baseline =
      hostile_submission(maps ? "maps_large_blocks" : "nothing_wrong");
  return time_trace(trace, submission, baseline, replayed.offsets, limits,
                    options);
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
  if (file.when == "timed")
    return expect_finding(file, timed(file.name, file.trace).finding);
  const bool maps = file.trace == "maps";
  const Replay replayed = replay(maps ? mapping_trace() : hostile_trace(),
                                 hostile_submission(file.name),
                                 maps ? mapping_limits() : hostile_limits());
  EXPECT_EQ(replayed.correct, file.finding == "none");
  expect_finding(file, replayed.finding);
  if (!replayed.correct) return;
  const Timing timing = timed(file.name, file.trace);
  EXPECT_FALSE(timing.finding) << in_words(timing.finding);
  EXPECT_GT(timing.ratio, 0);
}

INSTANTIATE_TEST_SUITE_P(, Hostile, testing::ValuesIn(hostile_files()),
                         [](const auto& file) { return file.param.name; });

}  // namespace
}  // namespace heaplab::judge
