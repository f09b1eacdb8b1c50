// Reports of the installed Valgrind, of programs/subject.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "valgrind/report_reader.hpp"
#include "valgrind/run_memcheck.hpp"

namespace heaplab::valgrind {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class RealReports : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_valgrind())
      GTEST_SKIP() << "valgrind is not installed (package valgrind)";
  }
  static Report report_of(const std::string& act,
                          const std::vector<std::string>& options = {},
                          Stopped stopped = Stopped::by_itself) {
    return run_memcheck(HEAPLAB_VALGRIND_SUBJECT, act, options, stopped);
  }
};

// One act, the kind of error in its report, and where it must be.
struct Case {
  const char* act;
  ErrorKind kind;
  const char* what;
  const char* function;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.act; }

class RealErrors : public RealReports,
                   public testing::WithParamInterface<Case> {};

const Frame* frame_of_subject(const Error& error) {
  for (const Frame& frame : error.stacks.at(0).frames) {
    if (frame.file == "subject.cpp") return &frame;
  }
  return nullptr;
}

TEST_P(RealErrors, HaveTheirKindAndTheLineOfTheProgram) {
  const Report report = report_of(GetParam().act);
  EXPECT_EQ(report.verdict, Verdict::errors) << report.reason;
  const auto errors = errors_of(report);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].kind, GetParam().kind) << errors[0].kind_name;
  EXPECT_THAT(errors[0].what, HasSubstr(GetParam().what));
  EXPECT_EQ(errors[0].thread, 1u);
  const Frame* const frame = frame_of_subject(errors[0]);
  ASSERT_NE(frame, nullptr);
  EXPECT_THAT(frame->function, HasSubstr(GetParam().function));
  EXPECT_GT(frame->line, 0u);
  EXPECT_NE(frame->address, 0u);
}

INSTANTIATE_TEST_SUITE_P(
    All, RealErrors,
    testing::Values(
        Case{"write-after", ErrorKind::invalid_write, "Invalid write of size 1",
             "store"},
        Case{"read-before", ErrorKind::invalid_read, "Invalid read of size 1",
             "load"},
        Case{"read-freed", ErrorKind::invalid_read, "Invalid read of size 1",
             "load"},
        Case{"free-twice", ErrorKind::invalid_free, "Invalid free()",
             "free_twice"},
        Case{"free-by-delete", ErrorKind::mismatched_free, "Mismatched free()",
             "free_by_delete"},
        Case{"decide", ErrorKind::uninitialised_condition,
             "Conditional jump or move depends on uninitialised value(s)",
             "decide"},
        Case{"look-up", ErrorKind::uninitialised_value,
             "Use of uninitialised value of size 8", "look_up"},
        Case{"hand-over", ErrorKind::syscall_parameter,
             "Syscall param write(buf) points to uninitialised byte(s)",
             "hand_over"},
        Case{"ask-for-less-than-nothing", ErrorKind::fishy_value,
             "fishy (possibly negative) value: -5", "allocate"},
        Case{"lose", ErrorKind::definitely_lost,
             "33 bytes in 1 blocks are definitely lost", "allocate"}),
    [](const auto& test) {
      std::string name = test.param.act;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST_F(RealReports, ACleanOneIsClean) {
  const Report report = report_of("clean");
  EXPECT_EQ(report.verdict, Verdict::clean) << report.reason;
  EXPECT_EQ(report.reason, "Memcheck found no error");
  EXPECT_EQ(report.tool, "memcheck");
  EXPECT_EQ(report.command,
            (std::vector<std::string>{HEAPLAB_VALGRIND_SUBJECT, "clean"}));
}

TEST_F(RealReports, ABlockIsDescribedByItsCaptionAndStack) {
  const auto errors = errors_of(report_of("write-after"));
  ASSERT_EQ(errors.size(), 1u);
  ASSERT_EQ(errors[0].stacks.size(), 2u);
  EXPECT_EQ(errors[0].stacks[0].caption, "");
  EXPECT_THAT(errors[0].stacks[1].caption,
              HasSubstr("is 0 bytes after a block of size 12 alloc'd"));
  EXPECT_EQ(errors[0].stacks[1].frames.at(0).function, "malloc");
  EXPECT_EQ(errors[0].count, 1u);
}

TEST_F(RealReports, LeakedBytesAreCounted) {
  const auto errors = errors_of(report_of("lose"));
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].leaked_bytes, 33u);
  EXPECT_EQ(errors[0].leaked_blocks, 1u);
}

TEST_F(RealReports, ASignalIsNoCleanEnd) {
  const Report report = report_of("give-up");
  EXPECT_EQ(report.verdict, Verdict::ended_by_signal);
  EXPECT_EQ(report.reason, "the program was ended by SIGABRT");
}

TEST_F(RealReports, AFullStackIsASignalWithoutAnError) {
  const Report report = report_of("go-deep");
  EXPECT_EQ(report.verdict, Verdict::ended_by_signal);
  EXPECT_THAT(report.reason,
              StartsWith("the program was ended by SIGSEGV: Access not within "
                         "mapped region at address 0x"));
  ASSERT_TRUE(report.fatal_signal);
  EXPECT_EQ(report.fatal_signal->number, SIGSEGV);
  ASSERT_FALSE(report.fatal_signal->stack.frames.empty());
  EXPECT_THAT(report.fatal_signal->stack.frames[0].function,
              HasSubstr("recurse"));
  EXPECT_TRUE(errors_of(report).empty());
}

TEST_F(RealReports, AJumpToNullIsAnErrorAndASignal) {
  const Report report = report_of("jump");
  EXPECT_EQ(report.verdict, Verdict::ended_by_signal);
  const auto errors = errors_of(report);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].kind, ErrorKind::invalid_jump);
}

TEST_F(RealReports, AReplacedProgramLeavesItUnclosed) {
  const Report report = report_of("become-another");
  EXPECT_EQ(report.verdict, Verdict::unclosed);
  EXPECT_EQ(report.reason,
            "the report has no end: another program took the place of this "
            "one (exec)");
  EXPECT_EQ(errors_of(report).size(), 1u);
}

TEST_F(RealReports, SmashedHeapDataLeavesTextAfterTheEnd) {
  const Report report = report_of("smash");
  EXPECT_EQ(report.verdict, Verdict::text_after_end);
  EXPECT_THAT(report.reason,
              StartsWith("Memcheck itself failed, as it does when a program "
                         "writes over its data: "));
}

TEST_F(RealReports, AKilledOneIsTruncated) {
  const Report report = report_of("never-end", {}, Stopped::killed);
  EXPECT_EQ(report.verdict, Verdict::truncated);
  EXPECT_THAT(report.reason,
              testing::EndsWith(": the process was ended by SIGKILL"));
  EXPECT_EQ(errors_of(report).size(), 1u);
}

TEST_F(RealReports, ATimeOutIsNamed) {
  const Report report = report_of("never-end", {}, Stopped::timed_out);
  EXPECT_EQ(report.verdict, Verdict::timed_out);
  EXPECT_THAT(report.reason,
              StartsWith("the program did not end in time; the report stops "));
}

TEST_F(RealReports, AForkedChildsPartIsSeen) {
  const Report report = report_of("fork-and-err");
  EXPECT_EQ(report.verdict, Verdict::forked);
  EXPECT_EQ(report.reason,
            "two processes wrote this report: the program forked");
}

// The kit must know by itself that it forked: the report looks clean.
TEST_F(RealReports, ASilentChildIsSeenOnlyByWhoWatches) {
  const ReportFolder folder;
  const pid_t process =
      start_memcheck({"--child-silent-after-fork=yes"},
                     HEAPLAB_VALGRIND_SUBJECT, "fork-and-err", folder.file());
  int status = 0;
  ::waitpid(process, &status, 0);
  Ending ending;
  ending.process = process;
  EXPECT_EQ(read_report(folder.file(), ending).verdict, Verdict::clean);
  ending.started_others = true;
  const Report report = read_report(folder.file(), ending);
  EXPECT_EQ(report.verdict, Verdict::forked);
  EXPECT_EQ(report.reason,
            "the program started another process, whose errors stand in no "
            "report");
}

TEST_F(RealReports, MessagesAndLeakChecksStandInOrder) {
  const Report report = report_of("talk");
  EXPECT_EQ(report.verdict, Verdict::errors);
  std::vector<std::string> order;
  for (std::size_t i = 0; i < report.final_events; ++i) {
    const auto* const message = std::get_if<Message>(&report.events[i]);
    order.push_back(message != nullptr
                        ? message->text
                        : std::get<Error>(report.events[i]).kind_name);
  }
  EXPECT_THAT(order,
              testing::ElementsAre("begin <one> & \"two\"", "InvalidWrite",
                                   "end", "Leak_DefinitelyLost", "leaks"));
  // The leak check at the end tells the loss once more.
  ASSERT_EQ(report.events.size(), report.final_events + 1);
  EXPECT_EQ(std::get<Error>(report.events.back()).kind,
            ErrorKind::definitely_lost);
}

}  // namespace
}  // namespace heaplab::valgrind
