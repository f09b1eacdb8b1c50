#include "demo/child.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>

namespace heaplab::demo {
namespace {

TEST(Child, GivesItsExitCodeAndOutput) {
  const Ending ending = run_in_child([] {
    std::puts("out");
    std::fputs("error\n", stderr);
    return 7;
  });
  EXPECT_EQ(ending.exit_code, 7);
  EXPECT_EQ(ending.signal, 0);
  EXPECT_EQ(ending.in_words(), "exit 7");
  EXPECT_NE(ending.output.find("out\n"), std::string::npos);
  EXPECT_NE(ending.output.find("error\n"), std::string::npos);
}

TEST(Child, GivesItsSignal) {
  const Ending ending = run_in_child([] {
    signal(SIGABRT, SIG_DFL);
    std::abort();
    return 0;
  });
  EXPECT_EQ(ending.exit_code, -1);
  EXPECT_EQ(ending.in_words(), "SIGABRT");
}

TEST(Child, IsStoppedWhenItsTimeIsOver) {
  const Ending ending = run_in_child(
      [] {
        for (;;) pause();
        return 0;
      },
      0.1);
  EXPECT_TRUE(ending.timed_out);
  EXPECT_EQ(ending.in_words(), "stopped after its time");
}

TEST(Child, RunsAProgram) {
  EXPECT_EQ(run_program({"echo", "one", "two words"}).output,
            "one two words\n");
  EXPECT_EQ(run_program({"/no/such/program"}).exit_code, 127);
  EXPECT_TRUE(has_program("sh"));
  EXPECT_FALSE(has_program("no-such-program"));
}

TEST(Child, AnExceptionIsItsOwnExitCode) {
  const Ending ending =
      run_in_child([]() -> int { throw std::runtime_error("no memory"); });
  EXPECT_EQ(ending.exit_code, 125);
  EXPECT_EQ(ending.output, "stopped: no memory\n");
}

}  // namespace
}  // namespace heaplab::demo
