#include "grade/starter.hpp"

#include <gtest/gtest.h>

#include "support/error.hpp"

namespace heaplab::grade {
namespace {

std::string error_of(std::string_view text) {
  try {
    strip_solution(text, "s/allocator.cpp");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(StripSolution, LeavesOutTheSolutionAndUncommentsTheStarter) {
  EXPECT_EQ(strip_solution("int f() {\n"
                           "  // [solution\n"
                           "  return 1;\n"
                           "  // solution]\n"
                           "  // [starter\n"
                           "  // // TODO\n"
                           "  //\n"
                           "  //   return 0;\n"
                           "  // starter]\n"
                           "}\n",
                           "a.cpp"),
            "int f() {\n"
            "  // TODO\n"
            "\n"
            "    return 0;\n"
            "}\n");
}

TEST(StripSolution, KnowsTheCommentsOfToml) {
  EXPECT_EQ(strip_solution("# [solution\na = 1\n# solution]\n"
                           "# [starter\n# # a =\n# starter]\n// x\n",
                           "predict.toml"),
            "# a =\n// x\n");
  EXPECT_EQ(strip_solution("# [solution\n{\n}\n# solution]\n# why\n",
                           "memcheck.supp"),
            "# why\n");
  try {
    strip_solution("# [solution\n", "predict.toml");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "predict.toml:1: \"# [solution\" is never closed; add \"# "
                 "solution]\"");
  }
}

TEST(StripSolution, KeepsTextWithoutMarks) {
  EXPECT_EQ(strip_solution("a\n\n// b\n", "a.cpp"), "a\n\n// b\n");
  EXPECT_EQ(strip_solution("a", "a.cpp"), "a\n");
  EXPECT_EQ(strip_solution("", "a.cpp"), "");
}

TEST(StripSolution, RefusesMarksThatNest) {
  EXPECT_EQ(error_of("// [solution\n// [starter\n"),
            "s/allocator.cpp:2: expected \"// solution]\" for the mark of line "
            "1, found \"// [starter\"; marks do not nest");
}

TEST(StripSolution, RefusesAMarkThatIsNeverClosed) {
  EXPECT_EQ(error_of("x\n// [solution\n"),
            "s/allocator.cpp:2: \"// [solution\" is never closed; add \"// "
            "solution]\"");
}

TEST(StripSolution, RefusesAnEndWithoutABeginning) {
  EXPECT_EQ(error_of("// starter]\n"),
            "s/allocator.cpp:1: found \"// starter]\" without \"// [starter\" "
            "before it; add that or remove this");
}

TEST(StripSolution, RefusesStarterLinesThatAreCode) {
  EXPECT_EQ(error_of("// [starter\nreturn 0;\n// starter]\n"),
            "s/allocator.cpp:2: expected a line that begins with \"// \" "
            "between the starter marks, found another; comment it out");
}

TEST(StripSolution, RefusesAMarkThatSharesItsLine) {
  EXPECT_EQ(error_of("int x;  // [solution\n"),
            "s/allocator.cpp:1: a mark must stand alone on its line, such as "
            "\"// [solution\"; move the rest to another line");
}

}  // namespace
}  // namespace heaplab::grade
