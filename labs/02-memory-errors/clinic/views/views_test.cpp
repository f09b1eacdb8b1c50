#include "views.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "clinic/support.hpp"

namespace views {
namespace {

std::string household() {
  std::ifstream file(clinic::input("household.txt"));
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Works, Sections) {
  EXPECT_EQ(Notes(household()).size(), 4);
  EXPECT_EQ(Notes("").size(), 0);
  EXPECT_EQ(Notes("\n\n# one\n").size(), 1);
}

TEST(Works, TextBeforeTheFirstHeading) {
  EXPECT_THROW(Notes("milk\n# Shopping\nbread\n"), Error);
}

TEST(Works, UnknownSections) {
  const Notes notes("# Ideas\nlearn to bake bread\n");
  EXPECT_THROW(notes.heading(0), Error);
  EXPECT_THROW(notes.heading(2), Error);
  EXPECT_THROW(notes.body("x"), Error);
}

TEST(Works, LinesByTheirLength) {
  const Notes notes("# Ideas\n\nlearn to bake bread\n  eat it \n");
  EXPECT_EQ(notes.search({}).size(), 2);
  EXPECT_EQ(notes.search({.word = "", .shortest_bytes = 7}),
            std::vector<std::string>{"learn to bake bread"});
}

TEST(Works, SharesOfNothing) { EXPECT_EQ(Notes("").shares(), ""); }

TEST(Body, IsFoundByItsTitle) {
  const Notes notes(household());
  EXPECT_EQ(notes.body("  letters to be answered @desk "),
            "the landlord, about the bicycle cellar\n"
            "Aunt Irma: thank her for the book");
}

TEST(Heading, IsTheTitleWithoutTags) {
  const Notes notes(household());
  EXPECT_EQ(notes.heading(1), "1. Shopping for the week");
  EXPECT_EQ(notes.heading(3), "3. Repairs in the kitchen");
}

TEST(Shares, HaveFewDecimals) {
  const Notes notes("# a\n1234567\n# b\n1\n");
  EXPECT_EQ(notes.shares(), "87.5 % a\n12.5 % b\n");
}

TEST(Search, FindsWordsInAnyCase) {
  const Notes notes(household());
  EXPECT_EQ(notes.search({.word = "Behind the oven"}).size(), 1);
  EXPECT_EQ(notes.search({.word = "THE DOOR OF THE OVEN"}),
            std::vector<std::string>{"the door of the oven does not close"});
}

}  // namespace
}  // namespace views
