#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/dev/parts.hpp"

namespace heaplab::cli::dev {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

grade::Manifest two_exercises() {
  grade::Manifest lab;
  lab.id = "01-x";
  lab.exercises.resize(2);
  lab.exercises[0].id = "leaf";
  lab.exercises[0].points = 18;
  lab.exercises[1].id = "frames";
  return lab;
}

TEST(HandoutPoints, OfTheManifest) {
  EXPECT_THAT(wrong_points(two_exercises(),
                           "# X\n| exercise | points |\n|---|---|\n"
                           "| leaf | 18, as a bonus |\n"
                           "| frames | its traces |\n\n"
                           "| a | 3 |\n"),
              IsEmpty());
}

TEST(HandoutPoints, OthersAreFaults) {
  EXPECT_THAT(
      wrong_points(two_exercises(),
                   "| exercise | points |\n|---|---|\n| leaf | 17 |\n"
                   "| stacks | 5 |\n"),
      ElementsAre(
          "labs/01-x/README.md:3: expected 18 points for leaf, as in lab.toml, "
          "found 17; correct one of them",
          "labs/01-x/README.md: expected a row for frames in the table \"| "
          "exercise | points |\", found none; add `| frames | 0 |`",
          "labs/01-x/README.md:4: expected an exercise of lab.toml, found "
          "stacks; remove the row"));
}

}  // namespace
}  // namespace heaplab::cli::dev
