#include "views.hpp"

#include <gtest/gtest.h>

namespace views {
namespace {

constexpr const char* talk =
    "# The first thing to be said\n"
    "hello\n"
    "\n"
    "# The second thing to be said @slide @long\n"
    "a view owns NOTHING\n"
    "  nothing at all\n"
    "\n"
    "# The end\n";

TEST(Works, OtherSections) {
  EXPECT_EQ(Notes(talk).size(), 3);
  EXPECT_EQ(Notes("# a").size(), 1);
  EXPECT_EQ(Notes("# a\n# b\n# c\n").size(), 3);
  EXPECT_THROW(Notes("#no heading\n"), Error);
}

TEST(Works, EmptySections) {
  const Notes notes("# a\n\n# b\n  \n");
  EXPECT_TRUE(notes.search({}).empty());
}

TEST(Works, OtherLinesByTheirLength) {
  EXPECT_EQ(
      Notes(talk).search({.word = "", .shortest_bytes = 6}),
      (std::vector<std::string>{"a view owns NOTHING", "nothing at all"}));
}

TEST(Works, OtherUnknownSections) {
  const Notes notes(talk);
  EXPECT_THROW(notes.body("none"), Error);
  EXPECT_THROW(notes.heading(4), Error);
}

TEST(Body, OfATitleWithTags) {
  EXPECT_EQ(Notes(talk).body("The Second Thing To Be Said @slide @long"),
            "a view owns NOTHING\n  nothing at all");
}

TEST(Body, IsThatOfTheFirstSection) {
  const Notes notes("# twenty characters!\none\n# Twenty characters!\ntwo\n");
  EXPECT_EQ(notes.body("TWENTY CHARACTERS!"), "one");
  EXPECT_THROW(notes.body("twenty characters"), Error);
}

TEST(Heading, OfAllSections) {
  const Notes notes(talk);
  EXPECT_EQ(notes.heading(1), "1. The first thing to be said");
  EXPECT_EQ(notes.heading(2), "2. The second thing to be said");
}

TEST(Shares, OfThreeSections) {
  const Notes notes("# x\n12\n# y @tag\n\n# z\n1\n");
  EXPECT_EQ(notes.shares(), "66.666667 % x\n0 % y @tag\n33.333333 % z\n");
}

TEST(Shares, OfOneSection) {
  EXPECT_EQ(Notes("# all\nall\n").shares(), "100 % all\n");
}

TEST(Search, FindsAllLinesWithManyWords) {
  const Notes notes(
      "# a\nwhoever owns the text\n# b\nWHOEVER OWNS THE TEXT MUST LIVE\n");
  EXPECT_EQ(notes.search({.word = "Whoever Owns The"}).size(), 2);
  EXPECT_TRUE(notes.search({.word = "whoever owns the tent"}).empty());
}

TEST(Search, FindsOneWordInLinesThatAreLongEnough) {
  const Notes notes(talk);
  EXPECT_EQ(notes.search({.word = "NoThing", .shortest_bytes = 15}),
            std::vector<std::string>{"a view owns NOTHING"});
  EXPECT_EQ(notes.search({.word = "thing "}).size(), 1);
  EXPECT_TRUE(notes.search({.word = "absent"}).empty());
}

}  // namespace
}  // namespace views
