#include "judge/player_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include "judge/hostile_submissions.hpp"
#include "support/error.hpp"
#include "trace/generate.hpp"

namespace heaplab::judge {
namespace {

namespace fs = std::filesystem;
using player::Command;
using testing::HasSubstr;

// Processes whose parent is this one, zombies too.
std::vector<pid_t> children() {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "stat");
    std::string text;
    if (!std::getline(file, text)) continue;
    int parent = 0;
    char state = 0;
    const auto end = text.rfind(')');
    if (end == std::string::npos) continue;
    std::sscanf(text.c_str() + end + 1, " %c %d", &state, &parent);
    if (parent == ::getpid()) found.push_back(std::stoi(text));
  }
  return found;
}

class Killer {
 public:
  explicit Killer(std::chrono::microseconds delay)
      : thread_([delay] {
          std::this_thread::sleep_for(delay);
          for (const pid_t child : children()) ::kill(child, SIGKILL);
        }) {}
  ~Killer() { thread_.join(); }

 private:
  std::thread thread_;
};

TEST(PlayerProcess, KilledAtAnyMomentIsAFindingAndLeavesNothing) {
  const auto trace = trace::generate("random-uniform", 1, 50'000);
  std::mt19937 random(7);
  int killed = 0;
  for (int k = 0; k < 50; ++k) {
    const Killer killer(std::chrono::microseconds(random() % 20'000));
    try {
      const Replay replayed =
          replay(trace, hostile_submission("nothing_wrong"), hostile_limits());
      if (replayed.correct) continue;  // it was not there yet
      EXPECT_EQ(finding_name(replayed.finding->kind), "killed")
          << replayed.finding->actual;
      EXPECT_THAT(replayed.finding->actual,
                  HasSubstr("it was ended from outside by SIGKILL"));
      ++killed;
    } catch (const GraderError& error) {
      EXPECT_THAT(error.what(), HasSubstr("did not start"));
    }
    EXPECT_THAT(children(), testing::IsEmpty());
  }
  EXPECT_GT(killed, 0);
}

TEST(PlayerProcess, RunsOneCommandAfterTheOther) {
  PlayerProcess player(hostile_submission("nothing_wrong"), hostile_limits(),
                       {.heap_limit = 1 << 20});
  ASSERT_TRUE(player.run(Command::load));
  ASSERT_TRUE(player.run(Command::construct));
  ASSERT_TRUE(player.run(Command::allocate, 40));
  EXPECT_EQ(player.read(player.response().value), player.heap_base() + 32);
  EXPECT_EQ(player.read(player.response().heap_bytes), 16u + 64);
}

TEST(PlayerProcess, TheHeapEndsAtItsLimit) {
  PlayerProcess player(hostile_submission("nothing_wrong"), hostile_limits(),
                       {.heap_limit = 4096});
  ASSERT_TRUE(player.run(Command::load));
  ASSERT_TRUE(player.run(Command::construct));
  ASSERT_TRUE(player.run(Command::allocate, 4096));
  EXPECT_EQ(player.read(player.response().value), 0u);
  EXPECT_EQ(player.read(player.response().refused_grows), 1u);
}

TEST(PlayerProcess, AfterItsEndAnswersNoMore) {
  PlayerProcess player(hostile_submission("exits_quickly"), hostile_limits(),
                       {.heap_limit = 4096});
  ASSERT_TRUE(player.run(Command::load));
  ASSERT_TRUE(player.run(Command::construct));
  EXPECT_FALSE(player.run(Command::allocate, 1));
  EXPECT_FALSE(player.run(Command::allocate, 1));
  EXPECT_EQ(player.end().ending, player::Ending::forbidden_call);
}

TEST(PlayerProcess, LongAnswersAreClearedAfterUse) {
  PlayerProcess player(hostile_submission("uses_iostreams_in_its_checker"),
                       hostile_limits(), {.heap_limit = 4096});
  ASSERT_TRUE(player.run(Command::load));
  ASSERT_TRUE(player.run(Command::construct));
  EXPECT_TRUE(player.long_answers_are_clear());
  ASSERT_TRUE(player.run(Command::check));
  EXPECT_FALSE(player.long_answers_are_clear());
  player.clear_long_answers();
  EXPECT_TRUE(player.long_answers_are_clear());
}

TEST(PlayerProcess, AMissingProgramIsTheGradersFailure) {
  ::setenv("HEAPLAB_PLAYER", "/nonexistent/player", 1);
  try {
    PlayerProcess player(hostile_submission("nothing_wrong"), hostile_limits(),
                         {.heap_limit = 4096});
    ADD_FAILURE() << "it started";
  } catch (const GraderError& error) {
    EXPECT_STREQ(error.what(),
                 "the player /nonexistent/player did not start: no message");
  }
  ::unsetenv("HEAPLAB_PLAYER");
  EXPECT_THAT(children(), testing::IsEmpty());
}

}  // namespace
}  // namespace heaplab::judge
