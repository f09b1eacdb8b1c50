#include "trace/statistics.hpp"

#include <gtest/gtest.h>

#include "trace/generate.hpp"
#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

Statistics of(const std::string& body) {
  return statistics(parse_trace("points: 1\n" + body, "t.trace"));
}

TEST(Statistics, CountsKinds) {
  const Statistics numbers =
      of("a 0 1\nc 1 2\nm 2 64 3\nr 0 5\nr 1 1\nexpect check\nf -1\nf 0\nf 1\n"
         "mark 0\nrelease 0\n");
  EXPECT_EQ(numbers.operations, 10U);
  EXPECT_EQ(numbers.allocations, 3U);
  EXPECT_EQ(numbers.zeroed_allocations, 1U);
  EXPECT_EQ(numbers.aligned_allocations, 1U);
  EXPECT_EQ(numbers.reallocations, 2U);
  EXPECT_EQ(numbers.growing_reallocations, 1U);
  EXPECT_EQ(numbers.deallocations, 3U);
  EXPECT_EQ(numbers.blocks_never_freed, 1U);
}

TEST(Statistics, FindsPeaks) {
  const Statistics numbers = of("a 0 100\nf 0\na 1 30\na 2 50\nr 1 60\n");
  EXPECT_EQ(numbers.peak_live_bytes, 110U);
  EXPECT_EQ(numbers.peak_live_blocks, 2U);
  EXPECT_EQ(numbers.largest_request_bytes, 100U);
}

TEST(Statistics, ARequestNoHeapCanGrantTakesNoBytes) {
  const Statistics numbers =
      of("a 0 100\nr 0 18446744073709551615\na 1 18446744073709551615\n");
  EXPECT_EQ(numbers.peak_live_bytes, 100U);
  EXPECT_EQ(numbers.largest_request_bytes, 18446744073709551615U);
  const Trace limited =
      parse_trace("heap-limit: 99\na 0 100\na 1 99\n", "t.trace");
  EXPECT_EQ(statistics(limited).peak_live_bytes, 99U);
}

TEST(Statistics, SortsSizesByPowersOfTwo) {
  const Statistics numbers =
      of("a 0 0\na 1 1\na 2 2\na 3 3\na 4 4\na 5 5\nr 5 1025\n"
         "a 6 18446744073709551615\n");
  EXPECT_EQ(numbers.size_histogram[0], 2U);
  EXPECT_EQ(numbers.size_histogram[1], 1U);
  EXPECT_EQ(numbers.size_histogram[2], 2U);
  EXPECT_EQ(numbers.size_histogram[3], 1U);
  EXPECT_EQ(numbers.size_histogram[11], 1U);
  EXPECT_EQ(numbers.size_histogram[64], 1U);
}

TEST(Statistics, MeasuresLifetimesInOperations) {
  const Statistics numbers =
      of("a 0 1\na 1 1\nf 1\nr 0 2\nf 0\nmark 0\na 2 1\na 3 1\nrelease 0\n");
  EXPECT_EQ(numbers.lifetime_p25, 1U);
  EXPECT_EQ(numbers.lifetime_p50, 1U);
  EXPECT_EQ(numbers.lifetime_p75, 2U);
}

TEST(Describe, PrintsEverything) {
  const Trace trace = parse_trace(
      "title: a title that is so long that it cannot stand on one line of the "
      "text, as it happens\n"
      "source: gcc\nheap-limit: 64 KiB\n"
      "a 0 1000\na 1 24\nexpect check\nr 0 2000\nf 1\n",
      "traces/some.trace");
  EXPECT_EQ(
      describe(trace),
      "trace                 some\n"
      "title                 a title that is so long that it cannot stand on "
      "one line\n"
      "                      of the text, as it happens\n"
      "source                gcc\n"
      "heap limit            64 KiB\n"
      "operations            4\n"
      "  a  allocate         2 (50.0 %)\n"
      "  r  reallocate       1 (25.0 %)\n"
      "  f  free             1 (25.0 %)\n"
      "expectations          1\n"
      "peak live bytes       2024\n"
      "peak live blocks      2\n"
      "largest request       2000 bytes\n"
      "blocks never freed    1\n"
      "growing reallocs      1 of 1\n"
      "lifetimes             25 % up to 2, 50 % up to 2, 75 % up to 2 "
      "operations\n"
      "sizes asked for\n"
      "  up to 32 B                1 ########################################\n"
      "  up to 64 B                0\n"
      "  up to 128 B               0\n"
      "  up to 256 B               0\n"
      "  up to 512 B               0\n"
      "  up to 1 KiB               1 ########################################\n"
      "  up to 2 KiB               1 "
      "########################################\n");
}

TEST(Statistics, CountsCallsAndCoroutines) {
  const Statistics numbers =
      of("spawn 0 8192\nspawn 1 8192\nresume 0\ncall 2 16\ncall 3 100\n"
         "alloca 4 50\nreturn\nresume 1\ncall 5 8\nreturn\nfinish\nreturn\n");
  EXPECT_EQ(numbers.calls, 3U);
  EXPECT_EQ(numbers.frame_allocations, 1U);
  EXPECT_EQ(numbers.deepest_frames, 2U);
  EXPECT_EQ(numbers.coroutines, 2U);
  EXPECT_EQ(numbers.most_coroutines, 2U);
  EXPECT_EQ(numbers.coroutines_never_finished, 1U);
  EXPECT_EQ(numbers.peak_live_bytes, 166U);
  EXPECT_EQ(numbers.largest_request_bytes, 100U);
  EXPECT_EQ(numbers.blocks_never_freed, 0U);
  EXPECT_EQ(numbers.lifetime_p50, 1U);
}

TEST(Describe, PrintsCallTraces) {
  EXPECT_EQ(describe(parse_trace("call 0 16\ncall 1 100\nalloca 2 50\nwalk\n"
                                 "unwind 0\nreturn\n",
                                 "c.trace")),
            "trace                 c\n"
            "operations            6\n"
            "  call                2 (33.3 %)\n"
            "  alloca              1 (16.7 %)\n"
            "  return              1 (16.7 %)\n"
            "  unwind              1 (16.7 %)\n"
            "  walk                1 (16.7 %)\n"
            "expectations          0\n"
            "peak live bytes       166\n"
            "deepest stack         2 frames\n"
            "largest request       100 bytes\n"
            "blocks never ended    0\n"
            "lifetimes             25 % up to 2, 50 % up to 3, 75 % up to 3 "
            "operations\n"
            "sizes asked for\n"
            "  up to 16 B                1 "
            "########################################\n"
            "  up to 32 B                0\n"
            "  up to 64 B                1 "
            "########################################\n"
            "  up to 128 B               1 "
            "########################################\n");
}

TEST(Describe, CountsCoroutines) {
  const std::string text = describe(generate("coroutines", 1, 20000));
  EXPECT_NE(text.find("coroutines            "), std::string::npos);
  EXPECT_NE(text.find(" at one time\nnever finished        0\n"),
            std::string::npos);
}

TEST(Describe, KeepsToEightyColumns) {
  for (const std::string bytes : {"0", "18446744073709551615"}) {
    const std::string text = describe(parse_trace(
        "title: " + std::string(300, 'x') + "\na 0 " + bytes + "\n", "t"));
    std::size_t from = 0;
    while (from < text.size()) {
      const std::size_t end = text.find('\n', from);
      EXPECT_LE(end - from, 80U) << text.substr(from, end - from);
      from = end + 1;
    }
  }
}

TEST(Describe, SaysHowATraceWasGenerated) {
  const Trace trace =
      parse_trace("pattern: stack-like\nseed: 3\noperations: 20\n", "t.trace");
  EXPECT_NE(describe(trace).find("generated by          stack-like, seed 3, 20 "
                                 "operations wanted\n"),
            std::string::npos);
}

}  // namespace
}  // namespace heaplab::trace
