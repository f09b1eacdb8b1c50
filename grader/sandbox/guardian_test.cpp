#include "sandbox/guardian.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sandbox/orphans.hpp"

namespace heaplab::sandbox {
namespace {

TEST(Guardian, ActsWhenItsOwnerIsKilled) {
  const PlainFolder folder;
  const auto mark = folder.path() / "mark";
  EXPECT_TRUE(leaves_no_process(
      [&] {
        const Guardian guardian([&] { std::ofstream(mark) << "x"; });
        for (;;) ::pause();
      },
      std::chrono::milliseconds(20)));
  EXPECT_TRUE(std::filesystem::exists(mark));
}

TEST(Guardian, DoesNothingWhenItIsDismissed) {
  const PlainFolder folder;
  const auto mark = folder.path() / "mark";
  {
    const Guardian guardian([&] { std::ofstream(mark) << "x"; });
  }
  EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST(Guardian, SurvivesTheSignalsOfATerminal) {
  const PlainFolder folder;
  const auto mark = folder.path() / "mark";
  EXPECT_TRUE(leaves_no_process(
      [&] {
        ::setpgid(0, 0);
        const Guardian guardian([&] { std::ofstream(mark) << "x"; });
        ::usleep(5000);
        ::kill(0, SIGINT);
        for (;;) ::pause();
      },
      std::chrono::milliseconds(50)));
  EXPECT_TRUE(std::filesystem::exists(mark));
}

}  // namespace
}  // namespace heaplab::sandbox
