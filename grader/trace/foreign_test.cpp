// The formats of CS:APP and of Stanford's CS 107.
#include <gtest/gtest.h>

#include "trace/test_traces.hpp"
#include "trace/write.hpp"

namespace heaplab::trace {
namespace {

// What the kit makes of a foreign file.
std::string converted(const std::string& text) {
  return write_trace(parse_trace(text, "t.rep"));
}

TEST(Rep, ReadsBothHeaderOrders) {
  const std::string body = "a 0 512\na 1 128\nr 0 640\nf 1\nf 0\n";
  EXPECT_EQ(converted("20000\n2\n5\n1\n" + body), body);
  EXPECT_EQ(converted("1\n2\n5\n768\n" + body), body);
}

TEST(Rep, ReadsFreeOfNull) {
  EXPECT_EQ(converted("0\n1\n3\n1\na 200 1\nf -1\nf 200\n"),
            "a 200 1\nf -1\nf 200\n");
}

TEST(Rep, SkipsWritesButCountsThem) {
  EXPECT_EQ(converted("0\n1\n3\n1\na 0 8\nw 0 8\nf 0\n"), "a 0 8\nf 0\n");
}

TEST(Rep, ReallocationOfAnIdNotSeenAllocates) {
  EXPECT_EQ(converted("0\n1\n3\n1\nr 0 8\nr 0 9\nf 0\n"),
            "a 0 8\nr 0 9\nf 0\n");
}

TEST(Rep, LetsCarriageReturnsAndBlanksPass) {
  EXPECT_EQ(converted(" 0\r\n1\r\n\r\n2\r\n1\r\na 0 8\r\nf 0 \r\n"),
            "a 0 8\nf 0\n");
}

TEST(Rep, KeepsLineNumbers) {
  const Trace trace = parse_trace("0\n1\n2\n1\na 0 8\n\nf 0\n", "t.rep");
  EXPECT_EQ(trace.operations[0].line, 5U);
  EXPECT_EQ(trace.operations[1].line, 7U);
}

TEST(RepErrors, OtherNumberOfOperations) {
  EXPECT_EQ(error_of("0\n1\n3\n1\na 0 8\nf 0\n", "t.rep"),
            "t.rep:3:1: expected 3 operations as this header says, found 2\n"
            "3\n"
            "^ correct the number, or restore the rest of the file");
}

TEST(RepErrors, OtherNumberOfIds) {
  EXPECT_EQ(error_of("0\n7\n2\n1\na 0 8\nf 0\n", "t.rep"),
            "t.rep:2:1: expected 7 ids as this header says, found 1\n"
            "7\n"
            "^ correct the number, or restore the rest of the file");
}

TEST(RepErrors, ShortHeader) {
  EXPECT_EQ(error_of("0\n1\n2\n", "t.rep"),
            "t.rep:3:2: expected four numbers at the top of a .rep file, "
            "found 3\n"
            "2\n"
            " ^ they are heap size, ids, operations and weight");
  EXPECT_EQ(error_of("0\n1\na 0 8\n", "t.rep"),
            "t.rep:3:1: expected header number 3 of 4 of a .rep file, found "
            "\"a 0 8\"\n"
            "a 0 8\n"
            "^ write one number a line: heap size, ids, operations, weight");
}

TEST(RepErrors, OperationOfTheKit) {
  EXPECT_EQ(error_of("0\n1\n2\n1\nc 0 8\nf 0\n", "t.rep"),
            "t.rep:5:1: expected an operation, found \"c\"\n"
            "c 0 8\n"
            "^ the operations are a, r, f and w");
}

TEST(RepErrors, FreeOfAnIdNeverAllocated) {
  EXPECT_EQ(error_of("0\n1\n2\n1\na 0 8\nf 1\n", "t.rep"),
            "t.rep:6:3: expected the id of a block, found 1, which was never "
            "allocated\n"
            "f 1\n"
            "  ^ allocate it first: a 1 BYTES");
}

TEST(RepErrors, ReallocationAfterFree) {
  EXPECT_EQ(error_of("0\n1\n3\n1\na 0 8\nf 0\nr 0 9\n", "t.rep"),
            "t.rep:7:3: expected the id of a live block, found 0, which was "
            "freed in line 6\n"
            "r 0 9\n"
            "  ^ remove this line, or allocate the id again before it");
}

TEST(Script, ReadsOperationsWithoutAHeader) {
  EXPECT_EQ(converted("# a script\na 0 8 # one\n\nr 0 9\nf 0\n"),
            "a 0 8\nr 0 9\nf 0\n");
}

TEST(Script, ReallocationOfAnIdThatIsNotLiveAllocates) {
  EXPECT_EQ(converted("r 3 8\nf 3\nr 3 9\n"), "a 3 8\nf 3\na 3 9\n");
}

TEST(Script, LetsCarriageReturnsPass) {
  EXPECT_EQ(converted("a 0 8\r\n\r\nf 0\r\n"), "a 0 8\nf 0\n");
}

TEST(ScriptErrors, UnknownOperation) {
  EXPECT_EQ(error_of("a 0 8\nx 0\n", "t.script"),
            "t.script:2:1: expected an operation, found \"x\"\n"
            "x 0\n"
            "^\nthe operations are a, c, m, r, f, mark, release, call, alloca, "
            "return, unwind, walk, spawn, resume, yield, finish, expect, "
            "calloc, new, new[], delete, delete[], free, realloc, free_at, "
            "free_wild, write, copy, read, verify, exit and at");
}

TEST(ScriptErrors, JunkIsShownSafely) {
  EXPECT_EQ(error_of("a 0 8\nf \x1b[0m\n", "t.script"),
            "t.script:2:3: expected an id, found \"\\x1b[0m\"\n"
            "f \\x1b[0m\n"
            "  ^ write decimal digits only");
}

}  // namespace
}  // namespace heaplab::trace
