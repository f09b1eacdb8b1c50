#include "grade/program_checks.hpp"

#include <gmock/gmock.h>

#include "grade/real_submission.hpp"
#include "sandbox/landlock.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace {

using judge::FindingKind;
using testing::HasSubstr;
using testing::StartsWith;

class ProgramChecks : public testing::Test, protected RealSubmission {
 protected:
  std::vector<Check> checks() {
    auto run = this_run();
    return program_checks(run, measured_);
  }
  // The one check of a submission that begins allocate() with `code`, on a
  // program that prints four lines.
  Check check_with(const std::string& code) {
    program("lines",
            "title = \"four lines\"\nneeds = [\"sh\", \"seq\"]\n"
            "command = [\"sh\", \"-c\", \"seq 3; seq 9 9\"]\n");
    submit(malloc_submission(code));
    return checks().at(0);
  }

  std::vector<ProgramResult> measured_;
};

TEST_F(ProgramChecks, PassWithTheSameOutputAndAreMeasured) {
  const Check check = check_with("");
  EXPECT_EQ(check.id, "programs-run/lines");
  EXPECT_EQ(check.title, "four lines");
  EXPECT_EQ(check.verdict, Verdict::passed)
      << (check.finding ? check.finding->output : check.reason);
  EXPECT_EQ(check.score, 2);
  ASSERT_EQ(measured_.size(), 1u);
  EXPECT_EQ(measured_[0].name, "programs-run/lines");
  EXPECT_TRUE(measured_[0].correct);
  EXPECT_GT(measured_[0].peak_bytes, 0u);
  EXPECT_GT(measured_[0].system_peak_bytes, 0u);
}

TEST_F(ProgramChecks, ShowTheFirstLineThatDiffers) {
  const Check check = check_with("if (calls == 1) ::write(1, \"ok\\n\", 3);");
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.score, 0);
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->kind, FindingKind::program_differs);
  EXPECT_EQ(check.finding->trace, "lines");
  EXPECT_EQ(check.finding->operation, "sh -c seq 3; seq 9 9");
  EXPECT_EQ(check.finding->expected, "line 1 of its output is \"1\"");
  EXPECT_EQ(check.finding->actual, "it is \"ok\"");
  EXPECT_THAT(check.finding->output, StartsWith("ok\n"));
  EXPECT_EQ(check.finding->reproduce,
            "./lab check 06-real programs-run/lines --submission " +
                options_.submission.string());
}

TEST_F(ProgramChecks, AreNotPassedByAnEarlyEnd) {
  const Check check =
      check_with("if (calls == 1) { ::write(1, \"ok\\n\", 3); ::_exit(0); }");
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->kind, FindingKind::program_differs);
}

TEST_F(ProgramChecks, NameTheLineOfACrash) {
  const Check check = check_with("if (calls == 3) *(volatile int*)8 = 1;");
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->kind, FindingKind::crash);
  EXPECT_THAT(check.finding->source, StartsWith("allocator.cpp:15 in Bump::"));
}

TEST_F(ProgramChecks, EndWhatLoopsForEver) {
  const Check check = check_with("if (calls == 3) for (;;) {}");
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->kind, FindingKind::time_out);
}

TEST_F(ProgramChecks, EndWhatStartsProcesses) {
  const Check check = check_with("::fork();");
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->kind, FindingKind::abort);
  EXPECT_THAT(check.finding->output,
              HasSubstr("heaplab: the allocator starts a process"));
}

// A few at once, which the shim does not see and the group does not leave.
TEST_F(ProgramChecks, EndWhatStartsProcessesBySystemCall) {
  const Check check = check_with(
      "if (calls == 1) for (int k = 0; k < 600; ++k)\n"
      "  if (::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) == 0) { ::setsid(); for "
      "(;;) ::pause(); }");
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->kind, FindingKind::program_differs);
  EXPECT_EQ(check.finding->actual,
            "it was stopped: it started more than 500 processes");
}

TEST_F(ProgramChecks, SayWhatTheAllocatorMustNotDo) {
  const Check check = check_with("std::free(std::malloc(1));");
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->kind, FindingKind::abort);
  EXPECT_THAT(check.finding->output,
              HasSubstr("heaplab: the allocator called malloc or free itself"));
}

TEST_F(ProgramChecks, FailWithTheOperationThatIsMissing) {
  program("true", "title = \"t\"\nneeds = [\"sh\"]\ncommand = [\"sh\"]\n");
  submit(
      "#include \"heaplab/submission.hpp\"\nstruct Least {\n"
      "  explicit Least(heaplab::Heap&) {}\n"
      "  void* allocate(std::size_t) { return nullptr; }\n"
      "  void deallocate(void*) {}\n};\nHEAPLAB_SUBMISSION(Least)\n");
  const Check check = checks().at(0);
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->kind, FindingKind::missing_operation);
  EXPECT_EQ(check.finding->actual,
            "it lacks reallocate(), allocate_zeroed(), allocate_aligned(), "
            "usable_bytes()");
}

TEST_F(ProgramChecks, CompareFilesAndTheEnd) {
  program("file",
          "title = \"t\"\nneeds = [\"sh\"]\noutputs = [\"out\"]\n"
          "command = [\"sh\", \"-c\", \"echo ${LD_PRELOAD:-none} > out\"]\n");
  submit(malloc_submission(""));
  const Check check = checks().at(0);
  ASSERT_TRUE(check.finding);
  EXPECT_EQ(check.finding->expected,
            "out has the 5 bytes that it has with the system's malloc");
}

TEST_F(ProgramChecks, SkipWhatIsNotInstalledOrFailsAnyway) {
  program("absent",
          "title = \"t\"\nneeds = [\"no-such-program\"]\ncommand = [\"x\"]\n");
  program("broken",
          "title = \"t\"\nneeds = [\"sh\"]\n"
          "command = [\"sh\", \"-c\", \"exit 3\"]\n");
  submit(malloc_submission(""));
  const std::vector<Check> all = checks();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].verdict, Verdict::skipped);
  EXPECT_EQ(all[0].reason, "needs no-such-program, which is not installed");
  EXPECT_EQ(all[1].verdict, Verdict::skipped);
  EXPECT_EQ(all[1].reason, "it fails here with the system's malloc too");
}

TEST_F(ProgramChecks, ReachNoFileOfOthers) {
  if (sandbox::landlock_abi() == 0) GTEST_SKIP() << "no Landlock here";
  const sandbox::ScratchFolder closed;
  program("write",
          "title = \"t\"\nneeds = [\"sh\"]\ncommand = [\"sh\", "
          "\"-c\", \"echo x > " +
              closed.path().string() + "/x; test -e " + closed.path().string() +
              "/x\"]\n");
  submit(malloc_submission(""));
  EXPECT_EQ(checks().at(0).verdict, Verdict::skipped);
  EXPECT_FALSE(std::filesystem::exists(closed.path() / "x"));
}

TEST_F(ProgramChecks, AreFoundByName) {
  program("one", "title = \"t\"\nneeds = [\"sh\"]\ncommand = [\"sh\"]\n");
  program("two", "title = \"t\"\nneeds = [\"sh\"]\ncommand = [\"sh\"]\n");
  submit(malloc_submission(""));
  options_.check = "programs-run/two";
  EXPECT_TRUE(wants_programs(lab_, options_));
  const std::vector<Check> all = checks();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].id, "programs-run/two");
  options_.check = "programs-run/none";
  try {
    checks();
    ADD_FAILURE() << "no error";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "06-real has no check \"programs-run/none\"; \"./lab check "
                 "06-real programs-run\" runs all programs");
  }
  options_.check = "teaching";
  EXPECT_FALSE(wants_programs(lab_, options_));
}

}  // namespace
}  // namespace heaplab::grade
