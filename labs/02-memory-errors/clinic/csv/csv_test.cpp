#include "csv.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "clinic/support.hpp"

namespace {

using csv::Summary;
using csv::Table;

TEST(Works, RowsAndFields) {
  Table table;
  ASSERT_TRUE(table.parse("a,bb\n1,\n,3\n"));
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.columns(0), 2u);
  EXPECT_STREQ(table.field(0, 1), "bb");
  EXPECT_STREQ(table.field(1, 1), "");
  EXPECT_STREQ(table.field(2, 0), "");
  EXPECT_STREQ(table.field(2, 1), "3");
}

TEST(Works, NothingOutsideTheTable) {
  Table table;
  ASSERT_TRUE(table.parse("a,b\n1\n"));
  EXPECT_EQ(table.field(1, 1), nullptr);
  EXPECT_EQ(table.field(2, 0), nullptr);
  EXPECT_EQ(table.columns(2), 0u);
}

TEST(Works, QuotedFields) {
  Table table;
  ASSERT_TRUE(table.parse("\"a,b\",\"say \"\"no\"\"\"\r\n\"two\nlines\",z"));
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_STREQ(table.field(0, 0), "a,b");
  EXPECT_STREQ(table.field(0, 1), "say \"no\"");
  EXPECT_STREQ(table.field(1, 0), "two\nlines");
  EXPECT_STREQ(table.field(1, 1), "z");
}

TEST(Works, LongFields) {
  Table table;
  const std::string street(100, 's');
  ASSERT_TRUE(table.parse(street + ",b\n"));
  EXPECT_EQ(table.field(0, 0), street);
}

TEST(Works, ColumnsHaveTitles) {
  Table table;
  ASSERT_TRUE(table.parse("city,height\nGraz,353\n"));
  EXPECT_EQ(table.find_column("height"), 1u);
  EXPECT_EQ(table.find_column("Graz"), std::nullopt);
}

TEST(Works, EachTextReplacesTheOneBefore) {
  Table table;
  ASSERT_TRUE(table.parse("a\nb\n"));
  ASSERT_TRUE(table.parse("c"));
  ASSERT_EQ(table.rows(), 1u);
  EXPECT_STREQ(table.field(0, 0), "c");
}

TEST(Works, NoSummaryWithoutNumbers) {
  Table table;
  ASSERT_TRUE(table.parse("city,height\nGraz,high\nBonn,\n"));
  EXPECT_EQ(table.summarise({"height"}), nullptr);
  EXPECT_EQ(table.summarise({"depth"}), nullptr);
}

TEST(Works, NoSuchFile) {
  Table table;
  const std::string path = clinic::input("no-such-file.csv");
  EXPECT_FALSE(table.load(path.c_str()));
  EXPECT_EQ(table.error(), path + ": cannot be read");
  EXPECT_EQ(table.rows(), 0u);
}

TEST(MissingNul, FieldOfSixteenCharacters) {
  Table table;
  ASSERT_TRUE(table.parse("name,street\nIlse,Schillerstrasse8\n"));
  EXPECT_STREQ(table.field(1, 1), "Schillerstrasse8");
}

TEST(WholeFile, LastLineWithoutItsEnd) {
  Table table;
  ASSERT_TRUE(table.load(clinic::input("members.csv").c_str()));
  ASSERT_EQ(table.rows(), 4u);
  EXPECT_STREQ(table.field(2, 1), "O\"Hara");
  EXPECT_STREQ(table.field(3, 2), "Graz");
}

TEST(Summaries, OneColumn) {
  Table table;
  ASSERT_TRUE(table.parse("city,height\nGraz,353\nBonn,60\nUtrecht,-1\n"));
  Summary* summaries = table.summarise({"height"});
  ASSERT_NE(summaries, nullptr);
  EXPECT_EQ(summaries[0].minimum, -1);
  EXPECT_EQ(summaries[0].maximum, 353);
  EXPECT_NEAR(summaries[0].mean, 137.333, 0.001);
  std::free(summaries);
}

TEST(UnclosedQuote, TheTextIsRefused) {
  Table table;
  EXPECT_FALSE(table.parse("city,height\n\"Graz,353\n"));
  EXPECT_EQ(table.error(), "line 2: a quoted field is not closed");
  EXPECT_EQ(table.rows(), 0u);
}

}  // namespace
