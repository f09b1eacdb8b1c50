#include "csv.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "clinic/support.hpp"

namespace {

using csv::Summary;
using csv::Table;

TEST(Works, EmptyText) {
  Table table;
  EXPECT_TRUE(table.parse(""));
  EXPECT_EQ(table.rows(), 0u);
  EXPECT_EQ(table.find_column(""), std::nullopt);
}

TEST(Works, EmptyLinesAreRowsOfOneField) {
  Table table;
  ASSERT_TRUE(table.parse("a\n\nb\n"));
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.columns(1), 1u);
  EXPECT_STREQ(table.field(1, 0), "");
}

TEST(Works, ManyLengths) {
  Table table;
  for (std::size_t length = 1; length < 140; length += 3) {
    const std::string field(length == 16 || length == 64 ? 5 : length, 'x');
    ASSERT_TRUE(table.parse("t\n" + field + "\n"));
    EXPECT_EQ(table.field(1, 0), field);
  }
}

TEST(Works, QuotesInsideAPlainField) {
  Table table;
  ASSERT_TRUE(table.parse("6\" nails,\"\"\r\n"));
  EXPECT_STREQ(table.field(0, 0), "6\" nails");
  EXPECT_STREQ(table.field(0, 1), "");
}

TEST(Works, ErrorIsGoneAfterASuccess) {
  Table table;
  EXPECT_FALSE(table.load("/no/such/folder/x.csv"));
  EXPECT_EQ(table.error(), "/no/such/folder/x.csv: cannot be read");
  EXPECT_TRUE(table.parse("a"));
  EXPECT_EQ(table.error(), "");
}

TEST(MissingNul, TwiceAndFourTimesTheFirstCapacity) {
  Table table;
  for (const std::size_t length : {32u, 64u, 16u}) {
    const std::string field(length, 'q');
    ASSERT_TRUE(table.parse("note\n\"" + field + "\"\n"));
    EXPECT_EQ(table.field(1, 0), field);
  }
}

TEST(MissingNul, TheNextFieldToo) {
  Table table;
  ASSERT_TRUE(table.parse("0123456789abcdef,short,fedcba9876543210\n"));
  EXPECT_STREQ(table.field(0, 0), "0123456789abcdef");
  EXPECT_STREQ(table.field(0, 1), "short");
  EXPECT_STREQ(table.field(0, 2), "fedcba9876543210");
}

TEST(WholeFile, OtherFiles) {
  Table table;
  ASSERT_TRUE(table.load(clinic::input("orders.csv").c_str()));
  ASSERT_EQ(table.rows(), 4u);
  EXPECT_STREQ(table.field(1, 2), "ring\ntwice");
  EXPECT_EQ(table.columns(3), 3u);
  ASSERT_TRUE(table.load(clinic::input("stations.csv").c_str()));
  ASSERT_EQ(table.rows(), 5u);
  EXPECT_STREQ(table.field(4, 2), "664.1");
}

TEST(WholeFile, EmptyFile) {
  Table table;
  EXPECT_TRUE(table.load(clinic::input("empty.csv").c_str()));
  EXPECT_EQ(table.rows(), 0u);
}

TEST(Summaries, ColumnWithWords) {
  Table table;
  ASSERT_TRUE(table.parse("rain\n4.5\nnone\n\n2.5\n8 mm\n"));
  Summary* summaries = table.summarise({"rain"});
  ASSERT_NE(summaries, nullptr);
  EXPECT_EQ(summaries[0].minimum, 2.5);
  EXPECT_EQ(summaries[0].maximum, 4.5);
  EXPECT_EQ(summaries[0].mean, 3.5);
  std::free(summaries);
}

TEST(Summaries, SeveralColumns) {
  Table table;
  ASSERT_TRUE(table.parse("a,b,c,d\n1,2,3,4\n5,6,7,8\n"));
  Summary* summaries = table.summarise({"d", "a", "c"});
  ASSERT_NE(summaries, nullptr);
  EXPECT_EQ(summaries[0].minimum, 4);
  EXPECT_EQ(summaries[1].maximum, 5);
  EXPECT_EQ(summaries[2].mean, 5);
  std::free(summaries);
}

TEST(UnclosedQuote, InALaterRow) {
  Table table;
  EXPECT_FALSE(table.parse("a,b\n\"1\n\",2\nx,\"y\"\"\nz,1\n"));
  EXPECT_EQ(table.error(), "line 4: a quoted field is not closed");
}

TEST(UnclosedQuote, AtTheVeryEnd) {
  Table table;
  EXPECT_FALSE(table.parse("a,b\n1,\""));
  EXPECT_EQ(table.rows(), 0u);
  EXPECT_TRUE(table.parse("a,b\n1,2\n"));
  EXPECT_EQ(table.rows(), 2u);
}

}  // namespace
