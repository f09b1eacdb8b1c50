// Files that are not quite text: bytes, line ends, lengths.
#include <gtest/gtest.h>

#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

TEST(TextErrors, NulByte) {
  using namespace std::string_literals;
  EXPECT_EQ(error_of("points: 1\na 0\0 64\n"s),
            "t.trace:2:4: expected text in UTF-8, found the byte \\x00\n"
            "a 0\\x00 64\n"
            "   ^ a trace is a text file; is this one?");
}

TEST(TextErrors, TerminalEscape) {
  EXPECT_EQ(error_of("title: \x1b[31mred\na 0 1\n"),
            "t.trace:1:8: expected text in UTF-8, found the byte \\x1b\n"
            "title: \\x1b[31mred\n"
            "       ^ a trace is a text file; is this one?");
}

TEST(TextErrors, InvalidUtf8) {
  EXPECT_EQ(error_of("title: caf\xe9 x\na 0 1\n"),
            "t.trace:1:11: expected text in UTF-8, found the byte \\xe9\n"
            "title: caf\\xe9 x\n"
            "          ^ a trace is a text file; is this one?");
}

TEST(TextErrors, CaretCountsCharacters) {
  EXPECT_EQ(error_of("points: 1\nmark \xc3\xa9\xc3\xa9 1\n"),
            "t.trace:2:11: expected \"mark K\", found \"1\" after it\n"
            "mark \xc3\xa9\xc3\xa9 1\n"
            "        ^ remove it, or put a # before it to make it a comment");
}

TEST(TextErrors, AnyPrintableTextInAComment) {
  EXPECT_EQ(error_of("points: 1\na 0 1 # caf\xc3\xa9\n"), "");
}

TEST(TextErrors, ProgramInsteadOfTrace) {
  using namespace std::string_literals;
  EXPECT_EQ(error_of("\x7f"
                     "ELF\x02\x01\0\0\nabc\n"s,
                     "a.out"),
            "a.out:1:1: expected text in UTF-8, found the byte \\x7f\n"
            "\\x7fELF\\x02\\x01\\x00\\x00\n"
            "^ a trace is a text file; is this one?");
}

TEST(TextErrors, CarriageReturns) {
  EXPECT_EQ(
      error_of("title: t\r\na 0 1\r\n", "my traces/it's.trace"),
      "my traces/it's.trace:1:9: expected a line that ends with a newline "
      "only, found a carriage return (CRLF) too\n"
      "title: t\\x0d\n"
      "        ^ to repair the file, run: sed -i 's/\\r$//' "
      "'my traces/it'\\''s.trace'");
}

TEST(TextErrors, CarriageReturnInsideALine) {
  EXPECT_EQ(error_of("title: t\ra 0 1\r"),
            "t.trace:1:9: expected text in UTF-8, found the byte \\x0d\n"
            "title: t\\x0da 0 1\\x0d\n"
            "        ^\n"
            "a trace is a text file; is this one?; the last line has no "
            "newline: the file may have been cut off");
}

TEST(TextErrors, ByteOrderMarkIsLetPass) {
  EXPECT_EQ(error_of("\xef\xbb\xbftitle: t\na 0 1\n"), "");
}

TEST(TextErrors, LastLineWithoutNewlineIsFineWhenItParses) {
  EXPECT_EQ(error_of("points: 1\na 0 1\nf 0"), "");
}

TEST(TextErrors, LastLineCutOff) {
  EXPECT_EQ(error_of("points: 1\na 0 1\na 1"),
            "t.trace:3:4: expected \"a ID BYTES\", found no BYTES\n"
            "a 1\n"
            "   ^\n"
            "write BYTES here; the last line has no newline: the file may have "
            "been cut off");
  EXPECT_EQ(error_of("points: 1\na 12 1\nf 1"),
            "t.trace:3:3: expected the id of a block, found 1, which was never "
            "allocated\n"
            "f 1\n"
            "  ^\n"
            "allocate it first: a 1 BYTES; the last line has no newline: the "
            "file may have been cut off");
}

TEST(TextErrors, LongLine) {
  const std::string longest = "# " + std::string(4094, 'x') + "\na 0 1\n";
  EXPECT_EQ(error_of(longest), "");
  EXPECT_EQ(error_of("#" + longest),
            "t.trace:1:1: expected a line of at most 4096 bytes, found one of "
            "4097; is this a trace file?");
}

TEST(TextErrors, LongWordsAreCut) {
  const std::string word(100, 'x');
  EXPECT_EQ(
      error_of("points: 1\n" + word + "\n"),
      "t.trace:2:1: expected an operation, found "
      "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\"\n" +
          word.substr(0, 77) +
          "...\n"
          "^\nthe operations are a, c, m, r, f, mark, release, call, alloca, "
          "return, unwind, walk, spawn, resume, yield, finish, expect, "
          "calloc, new, new[], delete, delete[], free, realloc, free_at, "
          "free_wild, write, copy, read, verify, exit and at");
}

}  // namespace
}  // namespace heaplab::trace
