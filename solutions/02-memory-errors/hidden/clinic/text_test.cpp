#include "text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using text::Text;

TEST(Works, EmptyTexts) {
  Text text("");
  EXPECT_STREQ(text.c_str(), "");
  text.append("");
  EXPECT_EQ(text.size(), 0u);
  Text other("old");
  other = Text();
  EXPECT_STREQ(other.c_str(), "");
}

TEST(Works, NulInside) {
  const std::string characters("a\0b", 3);
  const Text text(characters);
  EXPECT_EQ(text.size(), 3u);
  EXPECT_EQ(text.view(), characters);
}

TEST(Works, InAVector) {
  std::vector<Text> lines;
  for (int i = 0; i < 20; ++i) {
    lines.emplace_back(std::string(i, 'x'));
  }
  EXPECT_EQ(lines[19].size(), 19u);
  lines.erase(lines.begin());
  EXPECT_EQ(lines[0].view(), "x");
}

TEST(Works, CopiesEmptyTexts) {
  const Text nothing;
  Text text("something");
  text = nothing;
  EXPECT_STREQ(text.c_str(), "");
  Text another;
  another = text;
  EXPECT_EQ(another.size(), 0u);
}

TEST(Works, Swaps) {
  Text left("left");
  Text right;
  left.swap(right);
  EXPECT_STREQ(left.c_str(), "");
  EXPECT_STREQ(right.c_str(), "left");
}

TEST(Copies, ManyOfOne) {
  {
    const Text model("Dear neighbour, ");
    const std::vector<Text> letters(3, model);
    EXPECT_EQ(letters[2].view(), model.view());
  }
  Text model("once");
  Text copy(model);
  copy.append(" and again");
  EXPECT_EQ(model.view(), "once");
  EXPECT_EQ(copy.view(), "once and again");
}

TEST(Copies, OfNothing) {
  const Text nothing;
  const Text copy(nothing);
  EXPECT_STREQ(copy.c_str(), "");
}

TEST(SameText, OfManyLengths) {
  for (std::size_t size = 1; size < 300; size = 3 * size) {
    const std::string characters(size, 'n');
    Text text(characters);
    const Text& alias = text;
    text = alias;
    text = alias;
    EXPECT_EQ(text.view(), characters);
  }
}

TEST(SameText, WithoutCharacters) {
  Text text;
  const Text& alias = text;
  text = alias;
  EXPECT_STREQ(text.c_str(), "");
}

TEST(Places, MoreThanAFew) {
  Text text(std::string(50, '-'));
  EXPECT_EQ(text.replace_all("-", "=>"), 50u);
  EXPECT_EQ(text.size(), 100u);
  EXPECT_EQ(text.replace_all("=>", ""), 50u);
  EXPECT_STREQ(text.c_str(), "");
}

TEST(Places, NotInWhatWasPut) {
  Text text("aaaa,b,a");
  EXPECT_EQ(text.replace_all("aa", "a"), 2u);
  EXPECT_STREQ(text.c_str(), "aa,b,a");
  EXPECT_EQ(text.replace_all(",", ",,"), 2u);
  EXPECT_STREQ(text.c_str(), "aa,,b,,a");
}

TEST(NewValue, APartOfTheOld) {
  Text name;
  name = "Ilse Maier of Graz";
  name = name.view().substr(5, 5);
  EXPECT_STREQ(name.c_str(), "Maier");
  name = "";
  EXPECT_EQ(name.size(), 0u);
  EXPECT_STREQ(name.c_str(), "");
}

}  // namespace
