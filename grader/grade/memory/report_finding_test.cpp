#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/memory/memcheck_samples.hpp"

namespace heaplab::grade {
namespace {

TEST(SignalFindings, TellWhichAndWhere) {
  valgrind::FatalSignal signal;
  signal.name = "SIGSEGV";
  signal.address = 0x8;
  signal.stack.frames = {in_csv(57, "csv::put(char*, int)")};
  EXPECT_EQ(signal_finding(signal, files).kind, FindingKind::null_pointer);
  EXPECT_EQ(signal_finding(signal, files).actual,
            "it is ended by SIGSEGV at csv.cpp:57, through a null pointer");
  signal.address = 0x1ffe80179c;
  EXPECT_EQ(signal_finding(signal, files).kind, FindingKind::stack_overflow);
  EXPECT_EQ(signal_finding(signal, files).actual,
            "it is ended by SIGSEGV at csv.cpp:57: the stack is full, as "
            "without an end of a recursion");
  signal.address = 0x4a00000;
  EXPECT_EQ(signal_finding(signal, files).kind, FindingKind::crash);
  signal.name = "SIGABRT";
  EXPECT_EQ(signal_finding(signal, files).kind, FindingKind::abort);
}

TEST(ReportFindings, TellTheVerdictsReason) {
  valgrind::Report report;
  report.verdict = valgrind::Verdict::unclosed;
  report.reason = "the report has no end";
  const Finding finding = report_finding(report, files);
  EXPECT_EQ(finding.kind, FindingKind::unreadable_report);
  EXPECT_EQ(finding.actual, "the report has no end");
  report.verdict = valgrind::Verdict::timed_out;
  EXPECT_EQ(report_finding(report, files).kind, FindingKind::time_out);
}

TEST(ValgrindCommand, CanBeTyped) {
  EXPECT_EQ(valgrind_command({"./csv", "two words"}),
            "valgrind --leak-check=full --track-origins=yes ./csv 'two words'");
}

}  // namespace
}  // namespace heaplab::grade
