#include "expression.hpp"

#include <gtest/gtest.h>

namespace expression {
namespace {

std::string error_of(Sheet& sheet, std::string_view formula) {
  try {
    sheet.set("x", formula);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(Works, ValuesInOneSheet) {
  Sheet sheet;
  sheet.set("a", "2 * (3 + 4) - 5 / 2");
  sheet.set("b_2", "min(8, max(1, 9), avg(4, 6, 8))");
  EXPECT_EQ(sheet.value("a"), 11.5);
  EXPECT_EQ(sheet.value("b_2"), 6);
}

TEST(Works, OtherMistakesAreReported) {
  Sheet sheet;
  EXPECT_EQ(error_of(sheet, "4 * * 2"), "expected a number, a name or (");
  EXPECT_EQ(error_of(sheet, "-3"), "expected a number, a name or (");
  EXPECT_EQ(error_of(sheet, "((8)"), "expected )");
  EXPECT_EQ(error_of(sheet, "3 % 2"), "unexpected %");
  EXPECT_EQ(error_of(sheet, "median(1)"), "there is no function median");
  EXPECT_EQ(error_of(sheet, "1 + wage"), "there is no cell wage");
  EXPECT_THROW(sheet.value("x"), Error);
}

TEST(Works, OtherWrongCurves) {
  Sheet sheet;
  EXPECT_THROW(sheet.define_curve("twice", {{1, 0}, {1, 2}}), Error);
  EXPECT_EQ(error_of(sheet, "twice(1)"), "there is no function twice");
}

TEST(FoldOrder, InsideOfAnArgument) {
  Sheet sheet;
  sheet.set("x", "max(8 / 4, 9 - 2 - 3) + min(1)");
  EXPECT_EQ(sheet.simplify("x"), "/--");
  EXPECT_EQ(sheet.value("x"), 5);
}

TEST(FoldOrder, ALongChain) {
  Sheet sheet;
  sheet.set("x", "1 + 2 - 3 + 4 * 5 / 10");
  EXPECT_EQ(sheet.simplify("x"), "+-*/+");
  EXPECT_EQ(sheet.value("x"), 2);
}

TEST(SyntaxError, NoArguments) {
  Sheet sheet;
  EXPECT_EQ(error_of(sheet, "avg()"), "expected a number, a name or (");
  EXPECT_EQ(error_of(sheet, "min( * 2)"), "expected a number, a name or (");
  EXPECT_EQ(error_of(sheet, "min(tax)"), "there is no cell tax");
}

TEST(SyntaxError, TheCellKeepsItsFormula) {
  Sheet sheet;
  sheet.set("x", "17");
  EXPECT_EQ(error_of(sheet, "2 * min(sin(1))"), "there is no function sin");
  EXPECT_EQ(sheet.value("x"), 17);
}

TEST(Curve, BeforeTheFirstPointAndOnIt) {
  Sheet sheet;
  sheet.define_curve("steps", {{1, 5}, {2, 6}, {3, 8}});
  sheet.set("x", "steps(0) * 100 + steps(2) * 10 + steps(3)");
  EXPECT_EQ(sheet.value("x"), 568);
}

TEST(Curve, IsReplaced) {
  Sheet sheet;
  sheet.define_curve("rate", {{0, 1}});
  sheet.set("x", "rate(1, 2)");
  EXPECT_EQ(sheet.value("x"), 1);
  sheet.define_curve("rate", {{0, 4}, {1, 7}});
  EXPECT_EQ(sheet.value("x"), 7);
}

TEST(References, ThroughSeveralCells) {
  Sheet sheet;
  sheet.set("a", "1");
  sheet.set("b", "a + a");
  sheet.set("c", "max(b, 3) * a");
  EXPECT_EQ(sheet.value("c"), 3);
  sheet.set("a", "4");
  EXPECT_EQ(sheet.value("c"), 32);
  sheet.set("b", "0");
  EXPECT_EQ(sheet.value("c"), 12);
}

TEST(References, ACellMayNotDependOnItself) {
  Sheet sheet;
  sheet.set("a", "1");
  sheet.set("x", "a * 2");
  EXPECT_EQ(error_of(sheet, "x + 1"), "x depends on itself");
  EXPECT_THROW(sheet.set("a", "x"), Error);
  EXPECT_EQ(sheet.value("x"), 2);
  EXPECT_EQ(sheet.value("a"), 1);
}

}  // namespace
}  // namespace expression
