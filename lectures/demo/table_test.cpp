#include <gtest/gtest.h>

#include "demo/demo.hpp"

namespace heaplab::demo {
namespace {

TEST(Cell, AMeasuredNumberHasThreeDigitsAndAMark) {
  EXPECT_EQ(measured(1751.4, "ns").text(), "~1750 ns");
  EXPECT_EQ(measured(26.74, "ns").text(), "~26.7 ns");
  EXPECT_EQ(measured(1.346, "x").text(), "~1.35 x");
  EXPECT_EQ(measured(0.0213, "").text(), "~0.0213");
  EXPECT_EQ(measured(0, "KiB").text(), "~0 KiB");
  EXPECT_EQ(measured(-9.9949e6 - 0.5, "B").text(), "~-9990000 B");
  EXPECT_EQ(measured(135168, "B").text(), "~135168 B");
  EXPECT_EQ(measured("0x7ffc").text(), "~0x7ffc");
  EXPECT_EQ(unknown().text(), "~-");
}

TEST(Cell, ExactOnesHaveNoMark) {
  EXPECT_EQ(Cell(512u).text(), "512");
  EXPECT_EQ(Cell(-1).text(), "-1");
  EXPECT_EQ(Cell("stack").text(), "stack");
  EXPECT_FALSE(Cell(512).is_measured());
  EXPECT_TRUE(measured("x").is_measured());
  EXPECT_TRUE(unknown().is_measured());
}

TEST(Table, NumbersStandToTheRightAndTextToTheLeft) {
  Table table("pages of 4096 bytes", {"step", "faults", "time"});
  table.row({"first write", 512, measured(1751.4, "ns")});
  table.row({"second", 0, measured(30, "ns")});
  EXPECT_EQ(table.text(),
            "pages of 4096 bytes\n"
            "step          faults       time\n"
            "first write      512   ~1750 ns\n"
            "second             0     ~30 ns\n");
}

TEST(Table, WidthsCountCharactersNotBytes) {
  Table table("", {"a", "b"});
  table.row({"größer", "x"});
  table.row({"small", "y"});
  EXPECT_EQ(table.text(),
            "a        b\n"
            "größer   x\n"
            "small    y\n");
}

TEST(Table, ARowHasAsManyCellsAsThereAreColumns) {
  Table table("sizes", {"a", "b"});
  try {
    table.row({"one"});
    FAIL() << "expected an exception";
  } catch (const std::logic_error& error) {
    EXPECT_STREQ(error.what(),
                 "a row of table \"sizes\" has 1 cells, its columns are 2");
  }
}

}  // namespace
}  // namespace heaplab::demo
