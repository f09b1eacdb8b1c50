#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/dev/parts.hpp"

namespace heaplab::cli::dev {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> ids{"02-x/csv", "02-x/csv/missing-nul",
                                   "03-y/tests/Allocate.Aligns"};

TEST(Outcomes, NameChecksOrGroupsOfThem) {
  EXPECT_THAT(wrong_outcomes("lectures/05-a/lecture.md",
                             "---\noutcomes:\n  - can: repair\n"
                             "    checks: [02-x/csv, 02-x/csv/missing-nul,"
                             " 03-y/tests, 03-y/tests/Allocate]\n"
                             "  - can: say\n    checks: []\n---\n",
                             ids),
              IsEmpty());
}

TEST(Outcomes, OtherNamesAreFaults) {
  EXPECT_THAT(
      wrong_outcomes("lectures/05-a/lecture.md",
                     "---\n    checks: [02-x/csv/missing-null, 02-x/cs]\n",
                     ids),
      ElementsAre("lectures/05-a/lecture.md:2: expected checks of the labs, as "
                  "LAB/CHECK, found 02-x/csv/missing-null; did you mean "
                  "02-x/csv/missing-nul?",
                  "lectures/05-a/lecture.md:2: expected checks of the labs, as "
                  "LAB/CHECK, found 02-x/cs; did you mean 02-x/csv?"));
}

}  // namespace
}  // namespace heaplab::cli::dev
