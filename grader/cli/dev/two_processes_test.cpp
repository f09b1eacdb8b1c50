#include "cli/dev/two_processes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <stdexcept>

namespace heaplab::cli::dev {
namespace {

using testing::ElementsAre;

TEST(InTwoProcesses, GivesWhatIsSaidOfEachPieceInOrder) {
  EXPECT_THAT(in_two_processes(
                  3, [](std::size_t piece) { return std::to_string(piece); }),
              ElementsAre("0", "1", "2"));
  EXPECT_THAT(in_two_processes(0, [](std::size_t) { return "x"; }),
              ElementsAre());
}

TEST(InTwoProcesses, TellsOfPiecesThatThrowOrEndTheirProcess) {
  const auto work = [](std::size_t piece) -> std::string {
    if (piece == 0) throw std::runtime_error("it went wrong");
    if (piece == 1) ::_exit(3);
    return "done";
  };
  EXPECT_THAT(in_two_processes(3, work),
              ElementsAre("it went wrong",
                          "the process ended before this was done", "done"));
}

TEST(InTwoProcesses, WorksInOtherProcesses) {
  const std::string here = std::to_string(::getpid());
  for (const std::string& there : in_two_processes(
           2, [](std::size_t) { return std::to_string(::getpid()); }))
    EXPECT_NE(there, here);
}

}  // namespace
}  // namespace heaplab::cli::dev
