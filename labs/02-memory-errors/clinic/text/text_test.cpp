#include "text.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "clinic/support.hpp"

namespace {

using text::Text;

std::string letter() {
  std::ifstream file(clinic::input("letter.txt"));
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Works, HoldsCharacters) {
  const Text text("a letter");
  EXPECT_EQ(text.size(), 8u);
  EXPECT_EQ(text.view(), "a letter");
  EXPECT_STREQ(text.c_str(), "a letter");
}

TEST(Works, StartsEmpty) {
  const Text text;
  EXPECT_EQ(text.size(), 0u);
  EXPECT_STREQ(text.c_str(), "");
}

TEST(Works, Moves) {
  Text first("first");
  Text second(std::move(first));
  EXPECT_EQ(second.view(), "first");
  first = Text("third");
  second = std::move(first);
  EXPECT_EQ(second.view(), "third");
  EXPECT_STREQ(first.c_str(), "");
}

TEST(Works, CopiesToAnotherText) {
  const Text long_one("Quay Street 8, Galway");
  Text text("short");
  text = long_one;
  EXPECT_EQ(text.view(), long_one.view());
  EXPECT_NE(text.c_str(), long_one.c_str());
}

TEST(Works, Appends) {
  Text text;
  text.append("Ring").append("gasse").append("");
  EXPECT_STREQ(text.c_str(), "Ringgasse");
  text.append(text.view().substr(4));
  EXPECT_STREQ(text.c_str(), "Ringgassegasse");
}

TEST(Works, GetsAFirstValue) {
  Text text;
  text = "Ringgasse";
  EXPECT_STREQ(text.c_str(), "Ringgasse");
}

TEST(Works, ReplacesNothing) {
  Text text("no gaps");
  EXPECT_EQ(text.replace_all("{name}", "Noor"), 0u);
  EXPECT_EQ(text.replace_all("", "Noor"), 0u);
  EXPECT_STREQ(text.c_str(), "no gaps");
}

TEST(Copies, HaveTheirOwnCharacters) {
  const Text model("Dear customer,");
  const Text copy(model);
  EXPECT_EQ(copy.view(), "Dear customer,");
  EXPECT_NE(copy.c_str(), model.c_str());
}

TEST(SameText, StaysAsItWas) {
  Text name("Noor Bakker, Utrecht");
  const Text& married_name = name;
  name = married_name;
  EXPECT_EQ(name.view(), "Noor Bakker, Utrecht");
}

TEST(Places, GapsOfALetter) {
  Text text(letter());
  EXPECT_EQ(text.replace_all("{name}", "Ilse"), 2u);
  EXPECT_EQ(text.replace_all("{street}", "Ringgasse 5"), 2u);
  EXPECT_STREQ(text.c_str(),
               "Ilse\nRinggasse 5\n\nDear Ilse,\n\nthe lift at Ringgasse 5 "
               "will be out of order on Monday.\n");
}

TEST(NewValue, OneAfterAnother) {
  Text name;
  for (const char* next : {"Noor Bakker", "Ilse", "Sean"}) {
    name = next;
    EXPECT_STREQ(name.c_str(), next);
  }
}

}  // namespace
