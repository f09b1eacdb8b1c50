// What a submission that wastes time gets.
#include <gmock/gmock.h>

#include "grade/grade_test.hpp"

namespace heaplab::grade {
namespace {

using judge::FindingKind;
using testing::HasSubstr;

class WaitingTest : public GradeTest {
 protected:
  WaitingTest() {
    for (int at = 0; at < 10; ++at) {
      const std::string name = fmt::format("t{}", at);
      write("labs/04-list/programs/" + name + ".trace", long_trace(name));
    }
  }
  void all_replays_are(const judge::Replay& replay) {
    services_.replay = [this, replay](const auto&, const auto&, const auto&) {
      ++replays_;
      return replay;
    };
  }
};

TEST_F(WaitingTest, TheSameEndBeforeTheFirstOperationIsNotRunAgain) {
  all_replays_are(failed_replay(FindingKind::crash, 0));
  const LabResult result = grade();
  EXPECT_EQ(replays_, 3);
  const Check& last = check(result, "programs/t9");
  EXPECT_EQ(last.verdict, Verdict::failed);
  EXPECT_EQ(last.finding->kind, FindingKind::crash);
  EXPECT_EQ(last.finding->trace, "labs/04-list/programs/t9.trace");
  EXPECT_EQ(last.finding->actual,
            "not run: the first 3 traces all ended in the same way, before "
            "their first operation was done (it went wrong)");
  EXPECT_DOUBLE_EQ(result.score, 0);
}

TEST_F(WaitingTest, OtherEndsAreRunToTheLastTrace) {
  all_replays_are(failed_replay(FindingKind::overlap, 0));
  grade();
  EXPECT_EQ(replays_, 13);
}

TEST_F(WaitingTest, OnePassingTraceKeepsTheOthersRunning) {
  services_.replay = [this](const trace::Trace& trace, const auto&,
                            const auto&) {
    ++replays_;
    return trace.name == "one" ? correct_replay(trace)
                               : failed_replay(FindingKind::crash, 0);
  };
  grade();
  EXPECT_EQ(replays_, 13);
}

TEST_F(WaitingTest, TracesThatHangUseUpABudgetOfTheirOwn) {
  options_.hang_budget_s = 0;
  all_replays_are(failed_replay(FindingKind::time_out, 5));
  const LabResult result = grade();
  const Check& last = check(result, "programs/t9");
  EXPECT_EQ(replays_, 1);
  EXPECT_EQ(last.finding->kind, FindingKind::time_out);
  EXPECT_THAT(last.finding->actual, HasSubstr("not run: "));
}

TEST_F(WaitingTest, WhenTheLabsTimeIsUsedUpTheRestIsNotRun) {
  options_.lockstep_budget_s = 0;
  const LabResult result = grade();
  EXPECT_EQ(replays_, 0);
  const judge::Finding& finding = *check(result, "programs/t9").finding;
  EXPECT_EQ(finding.kind, FindingKind::time_out);
  EXPECT_EQ(finding.expected, "all traces of the lab end within 0 s");
  EXPECT_EQ(finding.actual, "not run: the traces before it used up that time");
}

TEST_F(WaitingTest, ATraceGetsNoLongerThanWhatIsLeft) {
  options_.lockstep_budget_s = 3;
  std::uint64_t longest = 0;
  services_.replay = [&](const trace::Trace& trace, const auto&,
                         const judge::Limits& limits) {
    longest = std::max(longest, limits.trace_wall_ns);
    return correct_replay(trace);
  };
  grade();
  EXPECT_LE(longest, 3'000'000'000u);
  EXPECT_GT(longest, 0u);
}

TEST_F(WaitingTest, TimingSharesItsBudgetAmongTheTraces) {
  options_.throughput_budget_s = 6;
  std::uint64_t first = 0;
  services_.time_trace = [&](const auto&, const auto&, const auto&, const auto&,
                             const auto&,
                             const judge::TimingOptions& timing_options) {
    if (first == 0) first = timing_options.budget_ns;
    EXPECT_DOUBLE_EQ(timing_options.ratio_none, 16);
    return judge::Timing{};
  };
  grade();
  EXPECT_LE(first, 500'000'000u);
}

TEST_F(WaitingTest, ASlowTraceKeepsItsOtherPoints) {
  judge::Timing slow;
  slow.ratio = 40;
  slow.stopped_early = true;
  timing_of_["perl"] = slow;
  const LabResult result = grade();
  const Check& speed = check(result, "throughput/programs/perl");
  EXPECT_EQ(speed.axis, Axis::throughput);
  EXPECT_EQ(speed.finding->kind, FindingKind::too_slow);
  EXPECT_EQ(speed.finding->expected,
            "less than 16 times the time of next-fit (from there on there are "
            "no points)");
  EXPECT_EQ(speed.finding->actual,
            "at least 40.0 times; it was stopped early. The points for "
            "correctness and utilization stay");
  EXPECT_EQ(speed.finding->reproduce, "./lab grade 04-list");
  EXPECT_EQ(check(result, "programs/perl").verdict, Verdict::passed);
  EXPECT_DOUBLE_EQ(result.axes.at(Axis::correctness).score, 50);
}

TEST_F(WaitingTest, DifferentBehaviourWhenTimedCostsTheTrace) {
  judge::Timing timing;
  timing.ratio = 0.1;
  timing.finding.emplace();
  timing.finding->kind = FindingKind::differs_when_timed;
  timing_of_["perl"] = timing;
  const LabResult result = grade();
  const Check& perl = check(result, "programs/perl");
  EXPECT_EQ(perl.verdict, Verdict::failed);
  EXPECT_DOUBLE_EQ(perl.score, 0);
  EXPECT_EQ(perl.finding->kind, FindingKind::differs_when_timed);
  EXPECT_LT(result.axes.at(Axis::throughput).score, 18.75);
  EXPECT_LT(result.axes.at(Axis::utilization).score, 20);
  EXPECT_EQ(shrinks_, 0);
}

}  // namespace
}  // namespace heaplab::grade
