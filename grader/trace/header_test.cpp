#include "trace/header.hpp"

#include <gtest/gtest.h>

#include "trace/generate.hpp"
#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

Trace parse(const std::string& text) { return parse_trace(text, "t.trace"); }

TEST(Header, ReadsEveryKey) {
  const Trace trace = parse(
      "# a comment first\n"
      "  title :  two words # and more  \n"
      "points: 0.25 # few\n"
      "hint: look at block #1\n"
      "source: gcc 12\n"
      "seed: 18446744073709551615\n"
      "operations: 1\n"
      "heap-limit: 64KiB\n"
      "\n"
      "a 0 1\n");
  EXPECT_EQ(trace.title, "two words # and more");
  EXPECT_EQ(trace.points, 0.25);
  EXPECT_EQ(trace.hint, "look at block #1");
  EXPECT_EQ(trace.source, "gcc 12");
  EXPECT_EQ(trace.seed, 18446744073709551615U);
  EXPECT_EQ(trace.operations_wanted, 1U);
  EXPECT_EQ(trace.heap_limit, 65536U);
  EXPECT_EQ(trace.operations[0].line, 10U);
}

TEST(Header, ReadsHeapLimits) {
  EXPECT_EQ(parse("heap-limit: 4097\na 0 1\n").heap_limit, 4097U);
  EXPECT_EQ(parse("heap-limit: 3 MiB\na 0 1\n").heap_limit, 3U << 20);
  EXPECT_EQ(parse("heap-limit: 2 GiB # big\na 0 1\n").heap_limit, 2U << 30);
}

TEST(Header, ExpandsAGeneratedTrace) {
  const Trace trace = parse(
      "title: mine\npattern: random-powers # as is\nseed: 5\n"
      "operations: 200\nheap-limit: 1 MiB\npoints: 3\n");
  const Trace made = generate("random-powers", 5, 200);
  EXPECT_EQ(trace.operations, made.operations);
  EXPECT_EQ(trace.ids, made.ids);
  EXPECT_EQ(trace.title, "mine");
  EXPECT_EQ(trace.points, 3);
  EXPECT_EQ(trace.heap_limit, 1U << 20);
}

TEST(HeaderErrors, UnknownKey) {
  EXPECT_EQ(error_of("titel: x\na 0 1\n"),
            "t.trace:1:1: expected a header key, found \"titel\"\n"
            "titel: x\n"
            "^ did you mean \"title\"?");
  EXPECT_EQ(error_of("x: y\na 0 1\n"),
            "t.trace:1:1: expected a header key, found \"x\"\n"
            "x: y\n"
            "^\n"
            "the keys are title, points, hint, source, pattern, seed, "
            "operations, heap-limit and map-limit");
}

TEST(HeaderErrors, AfterOperations) {
  EXPECT_EQ(error_of("points: 1\na 0 1\nf 0\nhint: late\n"),
            "t.trace:4:1: expected header lines before the operations, found "
            "\"hint\" after line 2\n"
            "hint: late\n"
            "^ move it above line 2");
}

TEST(HeaderErrors, Duplicate) {
  EXPECT_EQ(error_of("title: a\nseed: 1\ntitle: b\na 0 1\n"),
            "t.trace:3:1: expected each header key once, found \"title\" again "
            "after line 1\n"
            "title: b\n"
            "^ remove one of the two lines");
}

TEST(HeaderErrors, NoValue) {
  EXPECT_EQ(error_of("title: \na 0 1\n"),
            "t.trace:1:8: expected a value after \"title:\", found none\n"
            "title: \n"
            "       ^ write one, or remove the line");
}

TEST(HeaderErrors, BadPoints) {
  for (const std::string bad :
       {"many", "-1", "nan", "inf", "1e9", "4 points"}) {
    EXPECT_EQ(error_of("points: " + bad + "\na 0 1\n"),
              "t.trace:1:9: expected a number of points from 0 to 10000, found "
              "\"" +
                  bad +
                  "\"\n"
                  "points: " +
                  bad +
                  "\n"
                  "        ^ write a number, such as 4 or 0.5");
  }
}

TEST(HeaderErrors, BadHeapLimit) {
  EXPECT_EQ(error_of("heap-limit: 4 kB\na 0 1\n"),
            "t.trace:1:13: expected a heap limit in bytes, found \"4 kB\"\n"
            "heap-limit: 4 kB\n"
            "            ^ write a number above 0, such as 65536 or 64 KiB "
            "(MiB, GiB)");
  EXPECT_EQ(error_of("heap-limit: 0 MiB\na 0 1\n"),
            "t.trace:1:13: expected a heap limit in bytes, found \"0 MiB\"\n"
            "heap-limit: 0 MiB\n"
            "            ^ write a number above 0, such as 65536 or 64 KiB "
            "(MiB, GiB)");
  EXPECT_EQ(error_of("heap-limit: 17179869184 GiB\na 0 1\n"),
            "t.trace:1:13: expected a heap limit in bytes, found "
            "\"17179869184\", which is too large\n"
            "heap-limit: 17179869184 GiB\n"
            "            ^ the largest is 17179869183");
}

TEST(Header, MapLimitsAreWholePages) {
  EXPECT_EQ(parse("map-limit: 4096\na 0 1\n").map_limit, 4096U);
  EXPECT_EQ(parse("map-limit: 64 KiB\na 0 1\n").map_limit, 64U << 10);
  EXPECT_EQ(parse("a 0 1\n").map_limit, 0U);
  EXPECT_EQ(error_of("map-limit: 5000\na 0 1\n"),
            "t.trace:1:12: expected a map limit of whole pages, at most "
            "1099511627776 bytes, found \"5000\"\n"
            "map-limit: 5000\n"
            "           ^ write a multiple of 4096 bytes, such as 64 KiB or 4 "
            "GiB");
  EXPECT_EQ(error_of("map-limit: 2048 GiB\na 0 1\n"),
            "t.trace:1:12: expected a map limit of whole pages, at most "
            "1099511627776 bytes, found \"2048 GiB\"\n"
            "map-limit: 2048 GiB\n"
            "           ^ write a multiple of 4096 bytes, such as 64 KiB or 4 "
            "GiB");
  EXPECT_EQ(
      error_of("map-limit: 0\na 0 1\n"),
      "t.trace:1:12: expected a map limit in bytes, found \"0\"\n"
      "map-limit: 0\n"
      "           ^ write a number above 0, such as 65536 or 64 KiB (MiB, "
      "GiB)");
}

TEST(HeaderErrors, BadSeed) {
  EXPECT_EQ(error_of("seed: x1\na 0 1\n"),
            "t.trace:1:7: expected a seed, found \"x1\"\n"
            "seed: x1\n"
            "      ^ write decimal digits only");
}

TEST(HeaderErrors, OtherNumberOfOperations) {
  EXPECT_EQ(
      error_of("operations: 3\na 0 1\nexpect check\nf 0\n"),
      "t.trace:1:13: expected 3 operations as this header says, found 2 "
      "(expect lines apart)\n"
      "operations: 3\n"
      "            ^ correct the number, or restore the rest of the file");
}

TEST(HeaderErrors, PatternAndOperations) {
  EXPECT_EQ(error_of("pattern: stack-like\nseed: 1\noperations: 10\na 0 1\n"),
            "t.trace:4:1: expected no operations in a trace that is generated "
            "from a pattern, found one\n"
            "a 0 1\n"
            "^ remove it, or the line \"pattern:\"");
}

TEST(HeaderErrors, PatternWithoutTheRest) {
  EXPECT_EQ(error_of("pattern: stack-like\noperations: 10\n"),
            "t.trace:1:1: expected \"seed:\" beside \"pattern:\", found none\n"
            "pattern: stack-like\n"
            "^ add a line such as \"seed: 1\"");
  EXPECT_EQ(error_of("pattern: stack-like\nseed: 10\n"),
            "t.trace:1:1: expected \"operations:\" beside \"pattern:\", found "
            "none\n"
            "pattern: stack-like\n"
            "^ add a line such as \"operations: 10000\"");
}

TEST(HeaderErrors, OperationsWithoutPattern) {
  EXPECT_EQ(
      error_of("seed: 1\noperations: 10\n"),
      "t.trace:2:13: expected 10 operations as this header says, found 0 "
      "(expect lines apart)\n"
      "operations: 10\n"
      "            ^ correct the number, or restore the rest of the file");
}

TEST(HeaderErrors, UnknownPattern) {
  EXPECT_EQ(error_of("pattern: stacklike\nseed: 1\noperations: 10\n"),
            "t.trace:1:10: expected the name of a pattern, found "
            "\"stacklike\"\n"
            "pattern: stacklike\n"
            "         ^ did you mean \"stack-like\"?");
}

TEST(HeaderErrors, OperationsOutOfRange) {
  EXPECT_EQ(error_of("pattern: stack-like\nseed: 1\noperations: 1\n"),
            "t.trace:3:13: expected at least 2 operations, found 1\n"
            "operations: 1\n"
            "            ^ a block is allocated and freed");
  EXPECT_EQ(error_of("pattern: stack-like\nseed: 1\noperations: 10000001\n"),
            "t.trace:3:13: expected a number of operations, found "
            "\"10000001\", which is too large\n"
            "operations: 10000001\n"
            "            ^ the largest is 10000000");
}

TEST(HeaderErrors, NothingElse) {
  EXPECT_EQ(error_of("title: only\nexpect check\n"),
            "t.trace: expected operations, found none; add lines such as "
            "\"a 0 64\" and \"f 0\", or a pattern, a seed and operations");
}

}  // namespace
}  // namespace heaplab::trace
