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

TEST(RunConfined, EndsWhatClosesItsOutputAndSleeps) {
  auto few = usual();
  few.wall_s = 1;
  const auto outcome = shell("echo begin; exec >&- 2>&-; sleep 1000", few);
  EXPECT_TRUE(outcome.timed_out);
  EXPECT_EQ(outcome.signal, SIGKILL);
  EXPECT_EQ(outcome.output, "begin\n");
}

TEST(RunConfined, WaitsForWhatClosesItsOutputEarly) {
  const auto outcome = shell("exec >&- 2>&-; sleep 0.1; exit 3");
  EXPECT_FALSE(outcome.timed_out);
  EXPECT_EQ(outcome.exit_code, 3);
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

TEST(RunConfined, RunsInAFolderAndReadsAFile) {
  const ScratchFolder folder;
  std::ofstream(folder.path() / "text") << "from the file";
  auto limits = usual();
  limits.writable.push_back(folder.path());
  limits.folder = folder.path();
  limits.input = folder.path() / "text";
  const auto outcome = shell("pwd; cat", limits);
  EXPECT_EQ(outcome.output, folder.path().string() + "\nfrom the file");
}

// A process that fills `mebibytes` of memory.
std::string filling(int mebibytes) {
  return "head -c " + std::to_string(mebibytes << 20) +
         " /dev/zero | tr '\\0' x | sort -S " + std::to_string(mebibytes * 4) +
         "M | wc -c";
}

CommandLimits measured() {
  auto limits = usual();
  limits.readable.push_back("/dev/zero");
  limits.usage_program = HEAPLAB_USAGE_PROGRAM;
  return limits;
}

TEST(RunConfined, TellsTheMostMemoryAndTheTime) {
  const auto small = shell("exit 3", measured());
  EXPECT_EQ(small.exit_code, 3);
  EXPECT_GT(small.usage.peak_bytes, 0u);
  EXPECT_LT(small.usage.peak_bytes, 8u << 20);
  const auto large = shell(filling(32), measured());
  EXPECT_EQ(large.output, "33554433\n");
  EXPECT_GT(large.usage.peak_bytes, 32u << 20);
  EXPECT_GT(large.usage.cpu_ns, small.usage.cpu_ns);
}

TEST(RunConfined, GivesTheSignalOfWhatIsMeasured) {
  EXPECT_EQ(shell("kill -SEGV $$", measured()).signal, SIGSEGV);
}

TEST(RunConfined, KeepsTheDescriptorOfTheMeasurementToItself) {
  EXPECT_NE(shell("echo forged >&3", measured()).exit_code, 0);
}

TEST(RunConfined, LimitsTheMemoryThatCanBeWrittenTo) {
  auto limits = usual();
  limits.memory_bytes = 0;
  limits.readable.push_back("/dev/zero");
  limits.data_bytes = 16u << 20;
  EXPECT_NE(shell(filling(32), limits).output, "33554433\n");
  limits.data_bytes = 1u << 30;
  EXPECT_EQ(shell(filling(32), limits).output, "33554433\n");
}

TEST(RunConfined, LetsNoMoreProcessesBeginThanItMay) {
  auto limits = usual();
  limits.isolated = true;
  limits.most_processes = 10;
  limits.wall_s = 60;
  const auto few = shell("for k in 1 2 3; do (exit 1); done", limits);
  EXPECT_FALSE(few.too_many_processes);
  EXPECT_EQ(few.exit_code, 1);
  const auto many =
      shell("for k in $(seq 20); do (echo $k); done; sleep 50", limits);
  EXPECT_TRUE(many.too_many_processes);
  EXPECT_FALSE(many.timed_out);
  EXPECT_EQ(many.output, "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
  const auto bomb = shell("bomb() { bomb & bomb; }; bomb", limits);
  EXPECT_TRUE(bomb.too_many_processes);
}

TEST(RunConfined, KeepsWhatWasPrintedBeforeARefusedFork) {
  auto limits = usual();
  limits.isolated = true;
  limits.most_processes = 1;
  limits.wall_s = 60;
  const auto outcome =
      shell("(true); printf %060000d 7; (true); sleep 50", limits);
  EXPECT_TRUE(outcome.too_many_processes);
  EXPECT_EQ(outcome.output.size(), 60000u);
}

TEST(RunConfined, ReachesNobodyElseWhenItIsIsolated) {
  auto limits = usual();
  limits.isolated = true;
  const auto bash = [&limits](const std::string& script) {
    return run_confined({"/bin/bash", "-c", script}, limits,
                        {"PATH=/usr/bin:/bin", "LC_ALL=C"});
  };
  EXPECT_THAT(bash("echo x > /dev/udp/127.0.0.1/9").output,
              HasSubstr("Operation not permitted"));
  EXPECT_THAT(bash("kill -0 " + std::to_string(::getpid())).output,
              HasSubstr("Operation not permitted"));
  EXPECT_THAT(bash("exec setsid --fork sleep 100").output,
              HasSubstr("Operation not permitted"));
  EXPECT_EQ(bash("echo one | cat; (exit 4)").output, "one\n");
}

TEST(RunConfined, AProgramThatIsNoneHasAnExitCodeOfItsOwn) {
  EXPECT_EQ(run_confined({"/nonexistent"}, usual(), {}).exit_code, 127);
}

}  // namespace
}  // namespace heaplab::sandbox
