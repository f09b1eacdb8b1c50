#include "report/program_table.hpp"

#include <gtest/gtest.h>

#include "report/result_fixture.hpp"
#include "report/terminal.hpp"

namespace heaplab::report {
namespace {

TEST(ProgramTable, IsEmptyWithoutPrograms) { EXPECT_EQ(program_table({}), ""); }

TEST(ProgramTable, ShowsRatiosToTheSystem) {
  EXPECT_EQ(
      program_table({{"programs-run/sort", true, 0.3, 0.2, 12 << 20, 10 << 20},
                     {"programs-run/git", false, 0.1, 0, 1 << 20, 0}}),
      "  real program      correct    CPU s  ratio  peak MiB  ratio\n"
      "  programs-run/sort     yes     0.30   1.50      12.0   1.20\n"
      "  programs-run/git       no     0.10      -       1.0      -\n"
      "  ratios to the same program with the system's malloc\n");
}

TEST(Bonus, StandsApartFromTheScore) {
  grade::LabResult result = passing_result();
  result.bonuses = {{"threads", "A cache for each thread", 5, 5, ""},
                    {"small", "Small blocks", 0, 5, "the ratio is 0.7"}};
  const std::string text = lab_text(result);
  EXPECT_NE(text.find("  bonus        5.00 of 10       beyond the points "
                      "above\n"
                      "    threads 5.00 of 5: A cache for each thread\n"
                      "    small 0.00 of 5: Small blocks; the ratio is 0.7\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("93.40 of 110"), std::string::npos);
}

}  // namespace
}  // namespace heaplab::report
