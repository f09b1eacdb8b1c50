#include "grade/clinic/plain_text.hpp"

#include <gtest/gtest.h>

namespace heaplab::grade::clinic {
namespace {

TEST(PlainText, LeavesOutCommentsAndStrings) {
  EXPECT_EQ(plain_text("int a; // asm\nint b;"), "int a;       \nint b;");
  EXPECT_EQ(plain_text("a /* x\ny */ b"), "a     \n     b");
  EXPECT_EQ(plain_text("f(\"as\\\"m\", 'x', '\\'');"),
            "f(       ,    ,     );");
  EXPECT_EQ(plain_text("R\"-(asm\")-\" b"), "            b");
}

TEST(PlainText, KnowsNumbersWithMarks) {
  EXPECT_EQ(plain_text("1'000'000 + asm"), "1'000'000 + asm");
}

TEST(PlainText, EndsWhereTheTextEnds) {
  EXPECT_EQ(plain_text("a \"b"), "a   ");
  EXPECT_EQ(plain_text("a /* b"), "a     ");
}

TEST(LineAt, CountsFromOne) {
  EXPECT_EQ(line_at("a\nb\nc", 0), 1u);
  EXPECT_EQ(line_at("a\nb\nc", 4), 3u);
}

}  // namespace
}  // namespace heaplab::grade::clinic
