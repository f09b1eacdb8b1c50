#include "trace/write.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "trace/generate.hpp"
#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

TEST(Write, GivesTheCanonicalText) {
  const std::string text =
      "title: every line there is\n"
      "points: 2.5\n"
      "hint: a hint with # and : in it\n"
      "source: written by hand\n"
      "seed: 9\n"
      "operations: 9\n"
      "heap-limit: 64 KiB\n"
      "map-limit: 3 MiB\n"
      "a 7 64\n"
      "c 4294967295 18446744073709551615\n"
      "m 1 64 0\n"
      "r 7 128\n"
      "f -1\n"
      "f 7\n"
      "mark 2\n"
      "a 7 1\n"
      "expect free_blocks 1\n"
      "expect allocated_blocks 2\n"
      "expect largest_free 3\n"
      "expect heap_bytes 4\n"
      "expect mappings 5\n"
      "expect mapped_bytes 4096\n"
      "expect footprint 6\n"
      "expect before 7 1\n"
      "expect refused 4294967295\n"
      "expect granted 1\n"
      "expect check\n"
      "release 2\n"
      "expect same_address 1 7\n";
  EXPECT_EQ(write_trace(parse_trace(text, "t.trace")), text);
}

TEST(Write, KeepsAGeneratedTraceAsPatternAndSeed) {
  const Trace made = generate("stack-like", 3, 100);
  const std::string text = write_trace(made);
  EXPECT_EQ(text,
            "title: the youngest block is freed first; a and f only\n"
            "pattern: stack-like\n"
            "seed: 3\n"
            "operations: 100\n");
  EXPECT_TRUE(same_content(parse_trace(text, "t.trace"), made));
}

TEST(Write, SpellsOutAPatternWhoseOperationsWereChanged) {
  Trace cut = generate("stack-like", 3, 100);
  cut.operations.resize(1);
  EXPECT_EQ(write_trace(compacted(cut)),
            "title: the youngest block is freed first; a and f only\n"
            "seed: 3\n"
            "a 0 17\n");
}

TEST(Write, LeavesOutAClaimThatNoLongerHolds) {
  Trace trace = parse_trace("operations: 2\na 0 1\nf 0\n", "t.trace");
  trace.operations.pop_back();
  EXPECT_EQ(write_trace(trace), "a 0 1\n");
}

TEST(Write, CleansHeaderText) {
  Trace trace = parse_trace("a 0 1\n", "t.trace");
  trace.title = " two\nlines \xff\x01 " + std::string(9000, 'x');
  const Trace read = parse_trace(write_trace(trace), "t.trace");
  EXPECT_EQ(read.title.substr(0, 15), "two lines    xx");
  EXPECT_LT(read.title.size(), 4096U);
}

TEST(Write, WritesOneOperation) {
  const Trace trace = parse_trace("a 8 1\nmark 3\nexpect check\n", "t.trace");
  EXPECT_EQ(operation_text(trace, trace.operations[0]), "a 8 1");
  EXPECT_EQ(operation_text(trace, trace.operations[1]), "mark 3");
  EXPECT_EQ(operation_text(trace, trace.operations[2]), "expect check");
}

RC_GTEST_PROP(WriteProperty, ReadsBackWhatItWrote, (std::uint64_t seed)) {
  Random random(seed);
  for (int i = 0; i < 20; ++i) {
    const Trace trace = RandomTrace(random.next()).make();
    const Trace read = parse_trace(write_trace(trace), "t.trace");
    RC_ASSERT(same_content(read, trace));
  }
}

RC_GTEST_PROP(WriteProperty, CompactedChangesNothingInAParsedTrace,
              (std::uint64_t seed)) {
  const Trace trace = RandomTrace(seed).make();
  RC_ASSERT(same_content(compacted(trace), trace));
}

}  // namespace
}  // namespace heaplab::trace
