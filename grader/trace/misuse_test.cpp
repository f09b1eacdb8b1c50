// Misuse traces: what is taken, what it means, and what is done with it.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "trace/edit.hpp"
#include "trace/generate.hpp"
#include "trace/statistics.hpp"
#include "trace/test_traces.hpp"
#include "trace/write.hpp"

namespace heaplab::trace {
namespace {

// Every operation, each with all of its forms.
constexpr const char* all_operations =
    "calloc 7 3 100\n"
    "new 8 16\n"
    "new 9 48 64\n"
    "new[] 10 0\n"
    "at parser.cpp 12\n"
    "delete 8\n"
    "delete 9 48 64\n"
    "delete[] 10 0\n"
    "delete[] 7 18446744073709551614\n"
    "at - 0\n"
    "a 1 40\n"
    "c 2 40\n"
    "m 3 64 40\n"
    "r 2 50\n"
    "realloc 1 80 4\n"
    "realloc 4 90\n"
    "write 1 -16 17\n"
    "copy 4 -3 1 -40 9\n"
    "read 4 105 1\n"
    "free_at 4 -16\n"
    "free_wild\n"
    "f 2\n"
    "f -1\n"
    "free 3\n"
    "free 3\n"
    "verify\n"
    "exit\n";

TEST(Misuse, IsWrittenAsItWasRead) {
  const Trace trace = parse_trace(all_operations, "t.trace");
  EXPECT_EQ(write_trace(trace), all_operations);
  EXPECT_TRUE(same_content(parse_trace(write_trace(trace), "t.trace"), trace));
  EXPECT_TRUE(is_misuse(trace));
  EXPECT_FALSE(is_misuse(parse_trace("a 0 8\nf 0\n", "t.trace")));
}

TEST(Misuse, OperationsSayWhatTheyName) {
  const Trace trace = parse_trace(all_operations, "t.trace");
  const auto& all = trace.operations;
  EXPECT_EQ(requested_bytes(all[0]), 300U);
  EXPECT_EQ(all[2].alignment, 64U);
  EXPECT_EQ(trace.files[all[4].slot], "parser.cpp");
  EXPECT_EQ(all[4].bytes, 12U);
  EXPECT_EQ(all[5].bytes, unnamed_bytes);
  EXPECT_EQ(all[9].slot, own_site);
  EXPECT_EQ(trace.ids[all[14].second - 1], 4U);
  EXPECT_EQ(all[15].second, 0U);
  EXPECT_EQ(all[16].offset(), -16);
  EXPECT_EQ(trace.sources[all[17].second].offset, -40);
}

TEST(Misuse, ProductsStopAtTheLargestNumber) {
  const Trace trace =
      parse_trace("calloc 0 9223372036854775808 2\n", "t.trace");
  EXPECT_EQ(requested_bytes(trace.operations[0]), ~std::uint64_t{0});
}

TEST(Misuse, DeadBlocksChangeNothing) {
  const Trace trace = parse_trace(
      "new 0 8\ndelete 0\ndelete 0\nrealloc 0 9\nwrite 0 0 8\na 1 5\n",
      "t.trace");
  LiveBlocks live;
  for (const Operation& operation : trace.operations) live.apply(operation);
  EXPECT_EQ(live.count(), 1U);
  EXPECT_EQ(live.bytes(), 5U);
  EXPECT_TRUE(live.is_in_quarantine(0));
}

TEST(Misuse, QuarantineCountsGuards) {
  // 2048 empty blocks are exactly as much as may be freed after one.
  std::string text = "new 0 8\ndelete 0\n";
  for (int k = 0; k < 2048; ++k) text += "a 1 0\nf 1\n";
  EXPECT_EQ(error_of(text + "free 0\n"), "");
  EXPECT_NE(error_of(text + "a 1 0\nf 1\nfree 0\n"), "");
  // One that moves is freed too.
  std::string moves = "new 0 8\ndelete 0\na 1 0\n";
  for (int k = 0; k < 2049; ++k)
    moves += "realloc 1 " + std::to_string(k % 2 + 1) + "\n";
  EXPECT_NE(error_of(moves + "free 0\n"), "");
}

TEST(Misuse, PrefixFreesEachBlockInItsWay) {
  const Trace trace = parse_trace(
      "a 0 1\nnew 1 2\nnew[] 2 3\nnew 3 4 64\nrealloc 1 5\nverify\n",
      "t.trace");
  EXPECT_EQ(write_trace(balanced_prefix(trace, 8)),
            "a 0 1\nnew 1 2\nnew[] 2 3\nnew 3 4 64\n"
            "delete 3 4 64\ndelete[] 2\ndelete 1\nf 0\n");
  // After the exit nothing follows.
  const Trace ended = parse_trace("new 0 8\nverify\nexit\n", "t.trace");
  EXPECT_EQ(balanced_prefix(ended, 100).operations, ended.operations);
}

TEST(Misuse, VariantKeepsTheSizes) {
  const Trace trace = parse_trace("a 0 100\nwrite 0 100 1\nf 0\n", "t.trace");
  EXPECT_EQ(variant(trace, 7).operations, trace.operations);
}

TEST(Misuse, CompactionRenamesAll) {
  Trace trace = parse_trace(
      "at a.cpp 1\nat b.cpp 2\nnew 9 8\nnew 5 8\nnew 6 8\n"
      "copy 6 0 5 0 8\nrealloc 6 9 7\n",
      "t.trace");
  trace.operations.erase(trace.operations.begin());
  trace.operations.erase(trace.operations.begin() + 1);
  const Trace made = compacted(trace);
  EXPECT_TRUE(same_content(parse_trace(write_trace(made), "t.trace"), made));
  EXPECT_EQ(write_trace(made),
            "at b.cpp 2\nnew 5 8\nnew 6 8\ncopy 6 0 5 0 8\nrealloc 6 9 7\n");
  EXPECT_EQ(made.files, std::vector<std::string>{"b.cpp"});
}

TEST(Misuse, IsDescribed) {
  const Statistics numbers = statistics(parse_trace(all_operations, "t.trace"));
  EXPECT_EQ(numbers.operations, 27U);
  EXPECT_EQ(numbers.allocations, 7U);
  EXPECT_EQ(numbers.reallocations, 3U);
  EXPECT_EQ(numbers.deallocations, 10U);
  EXPECT_EQ(numbers.blocks_never_freed, 1U);
  const std::string text = describe(parse_trace(all_operations, "t.trace"));
  EXPECT_NE(text.find("  new[]               1 (3.7 %)\n"), std::string::npos)
      << text;
}

RC_GTEST_PROP(Misuse, AnyCutOrDamageIsTakenOrRefused, (std::uint64_t seed)) {
  Random random(seed);
  std::string text = all_operations;
  for (auto n = random.between(1, 3); n > 0; --n) {
    const std::size_t at = random.between(0, text.size() - 1);
    if (random.chance(50)) {
      text.erase(at, random.between(1, 12));
    } else {
      text[at] = " -0123456789aefnw[]\n"[random.between(0, 19)];
    }
    if (text.empty()) return;
  }
  if (!error_of(text).empty()) return;
  const Trace trace = parse_trace(text, "t.trace");
  RC_ASSERT(same_content(parse_trace(write_trace(trace), "t.trace"), trace));
  statistics(trace);
}

}  // namespace
}  // namespace heaplab::trace
