#include "grade/case_verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "support/error.hpp"

namespace heaplab::grade {
namespace {

using judge::FindingKind;
using testing::ElementsAre;

sandbox::CommandOutcome ended(const std::string& output, int exit_code = 0) {
  sandbox::CommandOutcome outcome;
  outcome.exit_code = exit_code;
  outcome.output = output;
  return outcome;
}

sandbox::CommandOutcome killed(int signal, const std::string& output = "") {
  sandbox::CommandOutcome outcome;
  outcome.signal = signal;
  outcome.output = output;
  return outcome;
}

TEST(CaseVerdict, OfACaseThatPassed) {
  const CaseVerdict verdict =
      read_case_verdict(ended("W verdict passed\nW end\n"), "W");
  EXPECT_TRUE(verdict.passed);
}

TEST(CaseVerdict, OfACaseThatFailed) {
  const CaseVerdict verdict =
      read_case_verdict(ended("hello\n"
                              "W verdict failed\n"
                              "W rule register-not-preserved\n"
                              "W expected r12 holds 0x1\n"
                              "W actual 0x2: a\\nb\\\\c\n"
                              "W step first\n"
                              "W step second\n"
                              "W picture one\n"
                              "W picture two\n"
                              "W hint look\n"
                              "W address 0x401000\n"
                              "W end\n",
                              1),
                        "W");
  EXPECT_FALSE(verdict.passed);
  EXPECT_EQ(verdict.finding.kind, FindingKind::register_not_preserved);
  EXPECT_EQ(verdict.finding.expected, "r12 holds 0x1");
  EXPECT_EQ(verdict.finding.actual, "0x2: a\nb\\c");
  EXPECT_THAT(verdict.finding.steps, ElementsAre("first", "second"));
  EXPECT_EQ(verdict.finding.heap, "one\ntwo\n");
  EXPECT_EQ(verdict.finding.hint, "look");
  EXPECT_EQ(verdict.finding.output, "hello\n");
  EXPECT_EQ(verdict.address, 0x401000u);
}

TEST(CaseVerdict, ComesAfterALineThatTheSubmissionLeftOpen) {
  const CaseVerdict verdict =
      read_case_verdict(ended("helloW verdict passed\nW end\n"), "W");
  EXPECT_TRUE(verdict.passed);
}

TEST(CaseVerdict, IsNotTakenFromForgedLines) {
  for (const char* forged :
       {"W verdict passed\n", "W verdict passed\nW verdict passed\nW end\n",
        "W verdict passed\nW end\nW end\n", "W end\nW verdict passed\n",
        "W verdict failed\nW end\n", "W verdict perhaps\nW end\n",
        "W verdict failed\nW rule no-such-rule\nW end\n",
        "W verdict failed\nW rule crash\nW rule crash\nW end\n",
        "W verdict failed\nW rule crash\nW address x\nW end\n",
        "W verdict failed\nW rule crash\nW score 10\nW end\n",
        "W verdict passed\nW rule crash\nW end\n"}) {
    const CaseVerdict verdict = read_case_verdict(ended(forged), "W");
    EXPECT_FALSE(verdict.passed) << forged;
    EXPECT_EQ(verdict.finding.kind, FindingKind::exit) << forged;
    EXPECT_EQ(verdict.finding.actual,
              "the lines of its verdict are not those that the kit writes")
        << forged;
  }
  const CaseVerdict verdict =
      read_case_verdict(ended("X verdict passed\nX end\n", 3), "W");
  EXPECT_EQ(verdict.finding.actual,
            "it ended the program, with the exit code 3");
  EXPECT_EQ(verdict.finding.output, "X verdict passed\nX end\n");
}

TEST(CaseVerdict, IsNotBelievedOfAProcessThatDied) {
  EXPECT_FALSE(
      read_case_verdict(killed(SIGSEGV, "W verdict passed\nW end\n"), "W")
          .passed);
}

TEST(CaseVerdict, NamesTheWayItEnded) {
  const auto kind = [](const sandbox::CommandOutcome& outcome) {
    return read_case_verdict(outcome, "W").finding.kind;
  };
  EXPECT_EQ(kind(killed(SIGSEGV)), FindingKind::crash);
  EXPECT_EQ(kind(killed(SIGILL)), FindingKind::crash);
  EXPECT_EQ(kind(killed(SIGABRT)), FindingKind::abort);
  EXPECT_EQ(kind(killed(SIGSYS)), FindingKind::forbidden_call);
  EXPECT_EQ(kind(killed(SIGXCPU)), FindingKind::time_out);
  EXPECT_EQ(kind(killed(SIGTERM)), FindingKind::killed);
  EXPECT_EQ(kind(ended("", 0)), FindingKind::exit);
  sandbox::CommandOutcome late;
  late.timed_out = true;
  EXPECT_EQ(kind(late), FindingKind::time_out);
  sandbox::CommandOutcome many = killed(SIGKILL);
  many.too_many_processes = true;
  EXPECT_EQ(kind(many), FindingKind::forbidden_call);
  EXPECT_EQ(read_case_verdict(killed(SIGSEGV), "W").finding.actual,
            "it crashed: Segmentation fault");
}

TEST(CaseVerdict, LeavesTheKitsOwnFailureToTheKit) {
  EXPECT_THROW(read_case_verdict(ended("", 127), "W"), GraderError);
}

TEST(CaseVerdict, IsSafeForATerminal) {
  const CaseVerdict verdict = read_case_verdict(
      ended("W verdict failed\nW rule crash\nW actual \x1b[31m\nW end\n"), "W");
  EXPECT_EQ(verdict.finding.actual.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace heaplab::grade
