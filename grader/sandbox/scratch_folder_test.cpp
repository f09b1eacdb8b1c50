#include "sandbox/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "sandbox/orphans.hpp"
#include "sandbox/run_confined.hpp"
#include "support/error.hpp"

namespace heaplab::sandbox {
namespace {

namespace fs = std::filesystem;

class ScratchFolderTest : public testing::Test {
 protected:
  ScratchFolderTest() { ::setenv("TMPDIR", own_.path().c_str(), 1); }
  ~ScratchFolderTest() override { ::unsetenv("TMPDIR"); }

  bool is_empty() const { return fs::is_empty(own_.path()); }

  const PlainFolder own_;
};

TEST_F(ScratchFolderTest, IsPrivateAndGoneWithItsOwner) {
  {
    const ScratchFolder folder;
    EXPECT_EQ(folder.path().parent_path(), own_.path());
    struct stat status {};
    ASSERT_EQ(::stat(folder.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0700u);
    fs::create_directories(folder.path() / "a/b");
    std::ofstream(folder.path() / "a/b/c") << "x";
  }
  EXPECT_TRUE(is_empty());
}

TEST_F(ScratchFolderTest, SaysWhereItCannotBe) {
  ::setenv("TMPDIR", "/nonexistent", 1);
  try {
    const ScratchFolder folder;
    ADD_FAILURE();
  } catch (const GraderError& error) {
    EXPECT_THAT(error.what(),
                testing::StartsWith("cannot make a temporary folder "
                                    "/nonexistent/heaplab-"));
    EXPECT_THAT(error.what(),
                testing::EndsWith("No such file or directory; set TMPDIR to a "
                                  "folder that you can write to"));
  }
}

// A command that keeps writing into the folder, as a compiler does.
void work_in_a_folder() {
  const ScratchFolder folder;
  const std::string file = (folder.path() / "f").string();
  CommandLimits limits;
  limits.readable = {"/bin", "/usr", "/lib", "/lib64", "/etc"};
  limits.writable = {folder.path()};
  run_confined({"/bin/sh", "-c",
                "(while :; do echo x > " + file +
                    "1; done) & while :; do echo x > " + file + "2; done"},
               limits, {"PATH=/usr/bin:/bin"});
}

TEST_F(ScratchFolderTest, KilledAtAnyMomentItsOwnerLeavesNothing) {
  std::mt19937 random(11);
  for (int k = 0; k < 50; ++k) {
    const std::chrono::microseconds delay(random() % 15'000);
    EXPECT_TRUE(leaves_no_process(work_in_a_folder, delay)) << delay.count();
    EXPECT_TRUE(is_empty()) << "killed after " << delay.count() << " us";
  }
}

}  // namespace
}  // namespace heaplab::sandbox
