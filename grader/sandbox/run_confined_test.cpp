#include "sandbox/run_confined.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "sandbox/landlock.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/unique_fd.hpp"

namespace heaplab::sandbox {
namespace {

using testing::HasSubstr;

CommandLimits usual() {
  CommandLimits limits;
  limits.readable = {"/bin", "/usr", "/lib", "/lib64", "/etc"};
  limits.writable = {"/dev/null"};
  return limits;
}

CommandOutcome shell(const std::string& script,
                     const CommandLimits& limits = usual()) {
  return run_confined({"/bin/sh", "-c", script}, limits,
                      {"PATH=/usr/bin:/bin"});
}

TEST(RunConfined, GivesOutputAndExitCode) {
  const auto outcome = shell("echo out; echo err >&2; exit 3");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.signal, 0);
  EXPECT_FALSE(outcome.timed_out);
  EXPECT_EQ(outcome.output, "out\nerr\n");
}

TEST(RunConfined, GivesTheSignal) {
  const auto outcome = shell("kill -SEGV $$");
  EXPECT_EQ(outcome.exit_code, -1);
  EXPECT_EQ(outcome.signal, SIGSEGV);
}

TEST(RunConfined, EndsWhatSleeps) {
  auto few = usual();
  few.wall_s = 1;
  const auto outcome = shell("echo begin; sleep 1000", few);
  EXPECT_TRUE(outcome.timed_out);
  EXPECT_EQ(outcome.output, "begin\n");
}

TEST(RunConfined, EndsWhatComputes) {
  auto few = usual();
  few.cpu_s = 1;
  const auto outcome = shell("while :; do :; done", few);
  EXPECT_FALSE(outcome.timed_out);
  EXPECT_THAT(outcome.signal, testing::AnyOf(SIGKILL, SIGXCPU));
}

TEST(RunConfined, KeepsTheBeginOfALongOutput) {
  auto few = usual();
  few.output_bytes = 10;
  const auto outcome =
      shell("echo 0123456789abcdef; head -c 1000000 /usr/bin/env", few);
  EXPECT_EQ(outcome.output, "0123456789");
  EXPECT_EQ(outcome.exit_code, 0);
}

TEST(RunConfined, KillsWhatTheCommandLeftRunning) {
  const auto outcome = shell("sleep 1000 > /dev/null 2>&1 & echo $!");
  ASSERT_EQ(outcome.exit_code, 0);
  const pid_t left = std::stoi(outcome.output);
  for (int k = 0; k < 1000 && ::kill(left, 0) == 0; ++k) ::usleep(1000);
  std::ifstream state(
      "/proc/" + outcome.output.substr(0, outcome.output.find('\n')) + "/stat");
  std::string text;
  std::getline(state, text);
  EXPECT_TRUE(text.empty() || text.find(") Z") != std::string::npos) << text;
}

TEST(RunConfined, ReadsAndWritesTheNamedTreesOnly) {
  if (landlock_abi() == 0) GTEST_SKIP() << "no Landlock on this kernel";
  const ScratchFolder open, closed;
  std::ofstream(closed.path() / "secret") << "secret";
  std::ofstream(open.path() / "text") << "text";
  auto both = usual();
  both.writable.push_back(open.path());
  const std::string in = open.path().string();
  const std::string out = closed.path().string();
  EXPECT_EQ(shell("cat " + in + "/text", both).output, "text");
  EXPECT_EQ(shell("echo x > " + in + "/new", both).exit_code, 0);
  const auto denied = shell("cat " + out + "/secret", both);
  EXPECT_NE(denied.exit_code, 0);
  EXPECT_THAT(denied.output, HasSubstr("Permission denied"));
  EXPECT_NE(shell("echo x > " + out + "/new", both).exit_code, 0);
  EXPECT_NE(shell("ls " + out, both).exit_code, 0);
  EXPECT_NE(shell("mv " + in + "/text " + out, both).exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(closed.path() / "new"));
}

TEST(RunConfined, WritesNoLargeFile) {
  const ScratchFolder folder;
  auto small = usual();
  small.writable.push_back(folder.path());
  small.file_bytes = 1000;
  const auto file = folder.path() / "large";
  const auto outcome =
      shell("head -c 100000 /usr/bin/env > " + file.string(), small);
  EXPECT_NE(outcome.exit_code, 0);
  EXPECT_LE(std::filesystem::file_size(file), 1000u);
}

TEST(RunConfined, HasNoInputNoDescriptorAndNoEnvironmentOfOurs) {
  ::setenv("HEAPLAB_SECRET", "secret", 1);
  const UniqueFd ours(::open("/etc/passwd", O_RDONLY));
  ASSERT_EQ(::dup2(ours.get(), 9), 9);
  EXPECT_EQ(shell("cat").output, "");
  EXPECT_EQ(shell("env | grep HEAPLAB").output, "");
  EXPECT_NE(shell("cat <&9").exit_code, 0);
  ::close(9);
  ::unsetenv("HEAPLAB_SECRET");
}

TEST(RunConfined, AProgramThatIsNoneHasAnExitCodeOfItsOwn) {
  EXPECT_EQ(run_confined({"/nonexistent"}, usual(), {}).exit_code, 127);
}

}  // namespace
}  // namespace heaplab::sandbox
