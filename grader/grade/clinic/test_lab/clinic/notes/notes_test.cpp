#include "notes.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "clinic/support.hpp"

namespace {

TEST(Works, Shouts) { EXPECT_EQ(notes::shout("hello"), "HELLO"); }

TEST(Copies, AreEqual) {
  char* const copy = notes::copy("a text of some characters");
  EXPECT_STREQ(copy, "a text of some characters");
  std::free(copy);
}

TEST(FirstLines, OfAFileWithoutOne) {
  EXPECT_EQ(notes::first_line(clinic::input("empty.txt").c_str()), "");
}

TEST(FirstLines, OfAFile) {
  EXPECT_EQ(notes::first_line(clinic::input("line.txt").c_str()), "one line\n");
}

TEST(Praise, NamesTheNote) { EXPECT_EQ(notes::praise(3), "note 3 is good"); }

}  // namespace
