#include "trace/lines.hpp"

#include <gtest/gtest.h>

#include "support/error.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

std::string failure(const std::string& text, std::size_t offset) {
  try {
    fail({"t", 1, text, true}, offset, "message", "advice");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Lines, NumbersThemAndSeesTheLastNewline) {
  Lines lines("t", "a\n\nb");
  Line line;
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line.text, "a");
  EXPECT_EQ(line.number, 1U);
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line.text, "");
  EXPECT_TRUE(line.has_newline);
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line.text, "b");
  EXPECT_EQ(line.number, 3U);
  EXPECT_FALSE(line.has_newline);
  EXPECT_FALSE(lines.next(line));
}

TEST(Fail, ShowsTheLineAndACaret) {
  EXPECT_EQ(failure("one two", 4), "t:1:5: message\none two\n    ^ advice");
}

TEST(Fail, CountsCharactersNotBytes) {
  EXPECT_EQ(failure("\xc3\xa9\t\x01 x", 5),
            "t:1:6: message\n\xc3\xa9 \\x01 x\n       ^ advice");
}

TEST(Fail, PutsAdviceBelowWhereItDoesNotFit) {
  const std::string line(80, 'x');
  EXPECT_EQ(failure(line, 79), "t:1:80: message\n" + line + "\n" +
                                   std::string(79, ' ') + "^\nadvice");
}

TEST(Fail, CutsTheEndOfALongLine) {
  const std::string line(81, 'x');
  EXPECT_EQ(failure(line, 0),
            "t:1:1: message\n" + std::string(77, 'x') + "...\n^ advice");
}

TEST(Fail, ShowsAWindowAroundTheCaret) {
  const std::string line = std::string(200, 'x') + "!" + std::string(200, 'y');
  EXPECT_EQ(failure(line, 200), "t:1:201: message\n..." + std::string(37, 'x') +
                                    "!" + std::string(36, 'y') + "...\n" +
                                    std::string(40, ' ') + "^ advice");
}

TEST(Fail, ShowsTheEndOfALongLine) {
  const std::string line = std::string(200, 'x') + "!";
  EXPECT_EQ(failure(line, 200), "t:1:201: message\n..." + std::string(37, 'x') +
                                    "!\n" + std::string(40, ' ') + "^ advice");
}

TEST(Fail, CountsEscapesInTheWindow) {
  const std::string line(100, '\x01');
  std::string shown;
  for (int i = 0; i < 100; ++i) shown += "\\x01";
  EXPECT_EQ(failure(line, 50), "t:1:51: message\n..." + shown.substr(163, 74) +
                                   "...\n" + std::string(40, ' ') + "^ advice");
}

TEST(Printable, EscapesWhatATerminalMustNotSee) {
  EXPECT_EQ(printable("caf\xc3\xa9 \xf0\x9f\x98\x80"),
            "caf\xc3\xa9 \xf0\x9f\x98\x80");
  EXPECT_EQ(printable("\x1b[2J\x7f"), "\\x1b[2J\\x7f");
  EXPECT_EQ(printable("\xc2\x9b"), "\\xc2\\x9b");           // C1 control
  EXPECT_EQ(printable("\xe2\x80\xae"), "\\xe2\\x80\\xae");  // right to left
  EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf");           // overlong
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // surrogate
  EXPECT_EQ(printable("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
  EXPECT_EQ(printable("\xe2\x82"), "\\xe2\\x82");  // cut off
  EXPECT_EQ(printable("a\tb"), "a b");
}

TEST(Printable, QuotesAndCuts) {
  EXPECT_EQ(in_quotes("x\n"), "\"x\\x0a\"");
  EXPECT_EQ(in_quotes(std::string(40, 'x')), '"' + std::string(40, 'x') + '"');
  EXPECT_EQ(in_quotes(std::string(41, 'x')),
            '"' + std::string(40, 'x') + "...\"");
}

TEST(Printable, MakesShellWords) {
  EXPECT_EQ(shell_word("a/b.trace"), "a/b.trace");
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("--std=c++20"), "--std=c++20");
  EXPECT_EQ(shell_word("A=b"), "'A=b'");
  EXPECT_EQ(shell_word("$(x)'"), "'$(x)'\\'''");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace heaplab::trace
