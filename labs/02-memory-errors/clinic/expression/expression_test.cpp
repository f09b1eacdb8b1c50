#include "expression.hpp"

#include <gtest/gtest.h>

namespace expression {
namespace {

std::string error_of(Sheet& sheet, std::string_view formula) {
  try {
    sheet.set("cell", formula);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

double value_of(std::string_view formula) {
  Sheet sheet;
  sheet.set("cell", formula);
  return sheet.value("cell");
}

TEST(Works, Numbers) {
  EXPECT_EQ(value_of("42"), 42);
  EXPECT_EQ(value_of(" 2.5 "), 2.5);
  EXPECT_EQ(value_of("(((7)))"), 7);
}

TEST(Works, Operations) {
  EXPECT_EQ(value_of("1 + 2 * 3"), 7);
  EXPECT_EQ(value_of("(1 + 2) * 3"), 9);
  EXPECT_EQ(value_of("10 - 4 - 3"), 3);
  EXPECT_EQ(value_of("12 / 4 / 3"), 1);
}

TEST(Works, Functions) {
  EXPECT_EQ(value_of("min(3, 1, 2)"), 1);
  EXPECT_EQ(value_of("max(3, 1 + 4, 2)"), 5);
  EXPECT_EQ(value_of("avg(1, 2, max(3, 6))"), 3);
}

TEST(Works, ACellIsSetAgain) {
  Sheet sheet;
  sheet.set("rent", "700");
  EXPECT_EQ(sheet.value("rent"), 700);
  sheet.set("rent", "700 + 35");
  EXPECT_EQ(sheet.value("rent"), 735);
}

TEST(Works, MistakesAreReported) {
  Sheet sheet;
  EXPECT_EQ(error_of(sheet, ""), "expected a number, a name or (");
  EXPECT_EQ(error_of(sheet, "1 +"), "expected a number, a name or (");
  EXPECT_EQ(error_of(sheet, "(1 + 2"), "expected )");
  EXPECT_EQ(error_of(sheet, "1 2"), "unexpected 2");
  EXPECT_EQ(error_of(sheet, "sin(1)"), "there is no function sin");
  EXPECT_EQ(error_of(sheet, "salary"), "there is no cell salary");
}

TEST(Works, AMistakeLeavesTheCellAsItWas) {
  Sheet sheet;
  sheet.set("cell", "5");
  EXPECT_EQ(error_of(sheet, "6 +"), "expected a number, a name or (");
  EXPECT_EQ(sheet.value("cell"), 5);
}

TEST(Works, UnknownCells) {
  Sheet sheet;
  EXPECT_THROW(sheet.value("nobody"), Error);
  EXPECT_THROW(sheet.simplify("nobody"), Error);
}

TEST(Works, NothingToSimplify) {
  Sheet sheet;
  sheet.set("cell", "max(1, 2)");
  EXPECT_EQ(sheet.simplify("cell"), "");
}

TEST(Works, WrongCurves) {
  Sheet sheet;
  EXPECT_THROW(sheet.define_curve("empty", {}), Error);
  EXPECT_THROW(sheet.define_curve("back", {{2, 0}, {1, 0}}), Error);
}

TEST(FoldOrder, AllOperationsAreNamedInOrder) {
  Sheet sheet;
  sheet.set("cell", "1 + 2 * 3");
  EXPECT_EQ(sheet.simplify("cell"), "*+");
  EXPECT_EQ(sheet.value("cell"), 7);
  EXPECT_EQ(sheet.simplify("cell"), "");
}

TEST(SyntaxError, FirstArgumentIsMissing) {
  Sheet sheet;
  EXPECT_EQ(error_of(sheet, "max("), "expected a number, a name or (");
  EXPECT_EQ(error_of(sheet, "max(1, 2)"), "");
}

TEST(Curve, HasTheLastY) {
  Sheet sheet;
  sheet.define_curve("rate", {{0, 1}, {10, 3}});
  sheet.set("cell", "rate(5)");
  EXPECT_EQ(sheet.value("cell"), 1);
  sheet.set("cell", "rate(20)");
  EXPECT_EQ(sheet.value("cell"), 3);
}

TEST(References, ACellFollowsAnother) {
  Sheet sheet;
  sheet.set("price", "10");
  sheet.set("total", "price * 3");
  EXPECT_EQ(sheet.value("total"), 30);
  sheet.set("price", "20");
  EXPECT_EQ(sheet.value("total"), 60);
}

}  // namespace
}  // namespace expression
