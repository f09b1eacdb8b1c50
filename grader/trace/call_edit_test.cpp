// Variants and prefixes of call traces.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "trace/generate.hpp"
#include "trace/statistics.hpp"
#include "trace/test_call_traces.hpp"
#include "trace/test_traces.hpp"
#include "trace/write.hpp"

namespace heaplab::trace {
namespace {

Trace parse(const std::string& text) { return parse_trace(text, "t.trace"); }

std::string prefix_of(const std::string& text, std::uint64_t operations) {
  return write_trace(balanced_prefix(parse(text), operations));
}

TEST(CallPrefix, ReturnsFromWhatIsLeft) {
  const std::string text =
      "call 5 1\nalloca 6 2\ncall 7 3\nwalk\nreturn\nreturn\n";
  EXPECT_EQ(prefix_of(text, 6), text);
  EXPECT_EQ(prefix_of(text, 5),
            "call 5 1\nalloca 6 2\ncall 7 3\nreturn\nreturn\n");
  EXPECT_EQ(prefix_of(text, 4), "call 5 1\nalloca 6 2\nreturn\n");
  EXPECT_EQ(prefix_of(text, 2), "call 5 1\nreturn\n");
}

TEST(CallPrefix, FinishesCoroutines) {
  EXPECT_EQ(prefix_of("spawn 1 8192\nspawn 2 8192\nresume 1\ncall 3 8\n"
                      "resume 2\ncall 4 8\nreturn\nyield\nyield\n",
                      12),
            "spawn 1 8192\nspawn 2 8192\nresume 1\ncall 3 8\nresume 2\n"
            "call 4 8\nreturn\nyield\n"
            "return\nfinish\nresume 2\nfinish\n");
}

TEST(CallVariant, KeepsRoomForTheFrames) {
  const Trace trace = parse(
      "spawn 9 5360\nresume 9\ncall 0 1000\nreturn\ncall 0 100\nreturn\n"
      "finish\nspawn 9 4500\nresume 9\ncall 0 100\n");
  EXPECT_EQ(error_of(write_trace(trace)), "");
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Trace changed = variant(trace, seed);
    EXPECT_EQ(error_of(write_trace(changed)), "");
    EXPECT_NE(changed.operations[2].bytes, 0U);
  }
}

TEST(CallVariant, NeverGrowsUnderAHeapLimit) {
  const Trace trace = parse(
      "heap-limit: 64 KiB\nspawn 9 5408\nresume 9\ncall 0 1000\nalloca 1 8\n");
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Trace changed = variant(trace, seed);
    for (std::size_t i = 0; i < trace.operations.size(); ++i) {
      EXPECT_LE(changed.operations[i].bytes, trace.operations[i].bytes);
    }
  }
}

RC_GTEST_PROP(CallEditProperty, PrefixesAreBalancedAndBounded,
              (std::uint64_t seed)) {
  Random random(seed);
  for (int i = 0; i < 20; ++i) {
    const Trace trace = RandomCallTrace(random.next()).make();
    const std::uint64_t wanted = random.between(0, 90);
    const Trace cut = balanced_prefix(trace, wanted);
    const Statistics numbers = statistics(cut);
    RC_ASSERT(numbers.operations <= wanted);
    RC_ASSERT(numbers.blocks_never_freed == 0U);
    RC_ASSERT(numbers.coroutines_never_finished == 0U);
    if (numbers.operations == 0) continue;
    RC_ASSERT(same_content(parse(write_trace(cut)), cut));
  }
}

RC_GTEST_PROP(CallEditProperty, VariantsAreLegal, (std::uint64_t seed)) {
  Random random(seed);
  for (int i = 0; i < 20; ++i) {
    const Trace trace = RandomCallTrace(random.next()).make();
    const Trace changed = variant(trace, seed);
    RC_ASSERT(error_of(write_trace(changed)) == "");
    RC_ASSERT(changed.operations.size() == trace.operations.size());
  }
}

}  // namespace
}  // namespace heaplab::trace
