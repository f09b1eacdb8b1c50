// What a judge leaves behind that is killed.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "judge/hostile_submissions.hpp"
#include "sandbox/orphans.hpp"
#include "trace/generate.hpp"

namespace heaplab::judge {
namespace {

namespace fs = std::filesystem;

std::size_t shared_memory_files() {
  std::size_t count = 0;
  std::error_code none;
  for (const auto& file : fs::directory_iterator("/dev/shm", none)) {
    if (file.path().filename().string().find("heaplab") != std::string::npos)
      ++count;
  }
  return count;
}

TEST(LeftBehind, NothingByAJudgeThatIsKilledAtAnyMoment) {
  const sandbox::PlainFolder own;
  ::setenv("TMPDIR", own.path().c_str(), 1);
  const auto trace = trace::generate("random-uniform", 1, 50'000);
  std::mt19937 random(5);
  for (int k = 0; k < 50; ++k) {
    // Every second one waits for a submission that does not come back.
    const char* name = k % 2 ? "loops_for_ever" : "nothing_wrong";
    const auto judge = [&] {
      replay(trace, hostile_submission(name), Limits{});
    };
    const std::chrono::microseconds delay(random() % 20'000);
    EXPECT_TRUE(sandbox::leaves_no_process(judge, delay)) << delay.count();
    EXPECT_TRUE(fs::is_empty(own.path()));
    EXPECT_EQ(shared_memory_files(), 0u);
  }
  ::unsetenv("TMPDIR");
}

TEST(LeftBehind, NothingByAJudgeThatLooksForSourceLines) {
  const sandbox::PlainFolder own;
  ::setenv("TMPDIR", own.path().c_str(), 1);
  std::mt19937 random(6);
  for (int k = 0; k < 20; ++k) {
    const auto judge = [] {
      for (;;) replay(hostile_trace(), hostile_submission("aborts"), Limits{});
    };
    const std::chrono::microseconds delay(random() % 40'000);
    EXPECT_TRUE(sandbox::leaves_no_process(judge, delay)) << delay.count();
    EXPECT_TRUE(fs::is_empty(own.path()));
  }
  ::unsetenv("TMPDIR");
}

}  // namespace
}  // namespace heaplab::judge
