#include "grade/command.hpp"

#include <gtest/gtest.h>

#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace {

CommandResult shell(const std::string& script, double wall_s = 30) {
  Command command;
  command.argv = {"sh", "-c", script};
  command.wall_s = wall_s;
  return run_command(command);
}

TEST(RunCommand, TellsTheExitCodeAndTheOutput) {
  const CommandResult result = shell("echo out; echo err >&2; exit 3");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.output, "out\nerr\n");
  EXPECT_FALSE(result.succeeded());
  EXPECT_TRUE(shell("true").succeeded());
}

TEST(RunCommand, TellsTheSignal) {
  const CommandResult result = shell("kill -ABRT $$");
  EXPECT_EQ(result.signal, 6);
  EXPECT_EQ(result.exit_code, -1);
}

TEST(RunCommand, StopsWhatTakesTooLong) {
  EXPECT_TRUE(shell("echo begun; sleep 60", 0.3).timed_out);
  EXPECT_TRUE(shell("exec >&- 2>&-; sleep 60", 0.3).timed_out);
}

TEST(RunCommand, AddsToTheEnvironmentAndChangesTheFolder) {
  const sandbox::ScratchFolder folder;
  Command command;
  command.argv = {"sh", "-c", "echo $HEAPLAB_X $HOME; pwd"};
  command.environment = {"HEAPLAB_X=7", "HOME=/h"};
  command.folder = folder.path();
  EXPECT_EQ(run_command(command).output,
            "7 /h\n" + folder.path().string() + "\n");
}

TEST(RunCommand, KeepsABoundedPartOfTheOutput) {
  Command command;
  command.argv = {"sh", "-c", "yes | head -c 100000"};
  command.output_bytes = 10;
  EXPECT_EQ(run_command(command).output, "y\ny\ny\ny\ny\n");
}

TEST(RunCommand, SaysWhatIsNotInstalled) {
  Command command;
  command.argv = {"heaplab-no-such-program"};
  try {
    run_command(command);
    FAIL();
  } catch (const GraderError& error) {
    EXPECT_STREQ(error.what(),
                 "cannot run heaplab-no-such-program: it is not installed");
  }
}

}  // namespace
}  // namespace heaplab::grade
