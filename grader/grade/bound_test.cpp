#include "grade/bound.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "trace/read.hpp"

namespace heaplab::grade {
namespace {

constexpr std::uint64_t heap_bytes = 1 << 20;
const Layout tags{8, 8, 16, 32, true};
const Layout bump{8, 0, 16, 16, false};
const Layout guarded{96, 0, 16, 96, true, 300};

Bound bound_of(std::string_view operations, const Layout& layout) {
  const std::string text = "title: by hand\n" + std::string(operations);
  return bound(trace::parse_trace(text, "hand.trace"), layout, heap_bytes);
}

TEST(BlockBytes, AddsTheTagsAndRoundsUp) {
  EXPECT_EQ(block_bytes(tags, 1), 32u);
  EXPECT_EQ(block_bytes(tags, 16), 32u);
  EXPECT_EQ(block_bytes(tags, 17), 48u);
  EXPECT_EQ(block_bytes(tags, 64), 80u);
  EXPECT_EQ(block_bytes(bump, 8), 16u);
  EXPECT_EQ(block_bytes(bump, 9), 32u);
}

TEST(Bound, DividesThePeaksOfPayloadAndOfBlocks) {
  // Blocks 80 + 48; the peak is where both live.
  const Bound found = bound_of("a 0 64\na 1 32\nf 0\nf 1\n", tags);
  EXPECT_EQ(found.peak_payload_bytes, 96u);
  EXPECT_EQ(found.peak_block_bytes, 128u);
  EXPECT_DOUBLE_EQ(found.utilization, 0.75);
}

TEST(Bound, UsesFreedBytesAgainWhereTheLayoutAllowsIt) {
  const std::string_view operations = "a 0 64\nf 0\na 1 64\nf 1\n";
  EXPECT_EQ(bound_of(operations, tags).peak_block_bytes, 80u);
  EXPECT_EQ(bound_of(operations, bump).peak_block_bytes, 160u);
}

TEST(Bound, GrowsABlockInPlaceWithReuse) {
  const Bound found = bound_of("a 0 16\na 1 16\nr 0 80\nf 0\nf 1\n", tags);
  EXPECT_EQ(found.peak_payload_bytes, 96u);
  EXPECT_EQ(found.peak_block_bytes, 96u + 32u);
}

TEST(Bound, AQuarantineKeepsWhatIsFreed) {
  // Blocks of 96 + 64. Each counts as 96 bytes: three may come after it.
  const std::string round = "a 0 64\nf 0\n";
  EXPECT_EQ(bound_of(round, guarded).peak_block_bytes, 160u);
  EXPECT_EQ(bound_of(round + round, guarded).peak_block_bytes, 2 * 160u);
  std::string many;
  for (int k = 0; k < 4; ++k) many += round;
  EXPECT_EQ(bound_of(many, guarded).peak_block_bytes, 4 * 160u);
  for (int k = 0; k < 40; ++k) many += round;
  EXPECT_EQ(bound_of(many, guarded).peak_block_bytes, 5 * 160u);
  EXPECT_EQ(bound_of(many, guarded).peak_payload_bytes, 64u);
}

TEST(Bound, AQuarantineKeepsTheOldBlockOfAReallocation) {
  const Bound found = bound_of("a 0 64\nr 0 128\nf 0\n", guarded);
  EXPECT_EQ(found.peak_payload_bytes, 128u);
  EXPECT_EQ(found.peak_block_bytes, 160u + 224u);
}

TEST(Bound, ARefusedBlockIsNotKeptInQuarantine) {
  const Bound found = bound_of("a 0 64\na 1 1000000000\nf 1\nf 0\n", guarded);
  EXPECT_EQ(found.peak_block_bytes, 160u);
}

TEST(Bound, WithoutReuseGrowsOnlyTheLastBlockInPlace) {
  // 16 (8 payload) becomes 112 (100 payload) at the end of the row.
  EXPECT_EQ(bound_of("a 0 8\nr 0 100\nf 0\n", bump).peak_block_bytes, 112u);
  // Not the last: 16 + 16 stay, 112 more.
  EXPECT_EQ(
      bound_of("a 0 8\na 1 8\nr 0 100\nf 0\nf 1\n", bump).peak_block_bytes,
      144u);
}

TEST(Bound, WithoutReuseAShrunkBlockInTheMiddleKeepsItsPlace) {
  EXPECT_EQ(bound_of("a 0 100\na 1 8\nr 0 8\na 2 8\nf 0\nf 1\nf 2\n", bump)
                .peak_block_bytes,
            112u + 16u + 16u);
}

TEST(Bound, ReleaseGivesBackEverythingSinceItsMark) {
  const Bound found =
      bound_of("a 0 8\nmark 0\na 1 100\nrelease 0\na 2 100\nf 0\nf 2\n", bump);
  EXPECT_EQ(found.peak_block_bytes, 16u + 112u);
  EXPECT_EQ(found.peak_payload_bytes, 108u);
}

TEST(Bound, LeavesOutRequestsBeyondTheHeap) {
  const Bound found =
      bound_of("a 0 64\na 1 18446744073709551615\nr 0 99999999\nf 0\n", tags);
  EXPECT_EQ(found.peak_payload_bytes, 64u);
  EXPECT_EQ(found.peak_block_bytes, 80u);
}

TEST(Bound, ReallocToZeroFrees) {
  const Bound found = bound_of("a 0 64\nr 0 0\na 1 64\nf 1\n", tags);
  EXPECT_EQ(found.peak_block_bytes, 80u);
}

TEST(Bound, OfTheAverageDividesTheSumsOverAllOperations) {
  // Payload 64, 96, 32, 0; blocks 80, 128, 48, 0; expect is no operation.
  const Bound found =
      bound_of("a 0 64\na 1 32\nexpect check\nf 0\nf 1\n", tags);
  EXPECT_DOUBLE_EQ(found.average_utilization, 192.0 / 256);
}

TEST(Bound, OfATraceWithoutAPayloadIsZero) {
  EXPECT_DOUBLE_EQ(bound_of("f -1\n", tags).average_utilization, 0);
  EXPECT_DOUBLE_EQ(bound_of("f -1\n", tags).utilization, 0);
}

TEST(BoundOfCalls, CountsAPairForEachFrameAndRoundsUp) {
  // 16 + 32; 16 + 0; 112; then 16 + 32 again in the place of the second frame.
  const Bound found = bound_of(
      "call 0 20\ncall 1 0\nalloca 2 100\nreturn\ncall 3 17\nreturn\n"
      "return\n",
      tags);
  EXPECT_EQ(found.peak_payload_bytes, 120u);
  EXPECT_EQ(found.peak_block_bytes, 48u + 16 + 112);
  EXPECT_DOUBLE_EQ(found.utilization, 120.0 / 176);
  EXPECT_DOUBLE_EQ(
      found.average_utilization,
      (20 + 20 + 120 + 20 + 37 + 20) / (48.0 + 64 + 176 + 48 + 96 + 48));
}

TEST(BoundOfCalls, AnUnwindingEndsAllFramesAboveIt) {
  const Bound found = bound_of(
      "call 0 16\ncall 1 16\nalloca 2 16\nunwind 0\nalloca 3 64\nreturn\n",
      tags);
  EXPECT_EQ(found.peak_block_bytes, 32u + 64);
}

TEST(BoundOfCalls, LeavesOutWhatDoesNotFitAndWhatIsDoneThere) {
  const Bound found = bound_of(
      "call 0 16\ncall 1 2000000\nalloca 2 64\ncall 3 64\nreturn\nreturn\n"
      "call 4 16\nreturn\nreturn\n",
      tags);
  EXPECT_EQ(found.peak_payload_bytes, 32u);
  EXPECT_EQ(found.peak_block_bytes, 64u);
}

TEST(BoundOfCalls, OfCoroutinesIsTheSumOfTheStacksThatLiveTogether) {
  const Bound found = bound_of(
      "spawn 0 8001\nspawn 1 8000\nresume 0\ncall 2 100\nyield\nresume 1\n"
      "finish\nspawn 3 6000\nresume 0\nreturn\nfinish\n",
      tags);
  EXPECT_EQ(found.peak_payload_bytes, 100u);
  EXPECT_EQ(found.peak_block_bytes, 8016u + 8000);
  EXPECT_DOUBLE_EQ(found.utilization, 100.0 / 16016);
}

RC_GTEST_PROP(BoundProperty, IsNeverMoreThanOne, ()) {
  const auto sizes = *rc::gen::container<std::vector<std::uint16_t>>(
      rc::gen::inRange<std::uint16_t>(0, 4000));
  trace::Trace trace;
  for (std::uint32_t slot = 0; slot < sizes.size(); ++slot) {
    trace.ids.push_back(slot);
    trace.operations.push_back(
        {trace::OperationKind::allocate, slot, slot + 1, 0, sizes[slot]});
  }
  const double with = bound(trace, tags, heap_bytes).utilization;
  RC_ASSERT(with >= 0 && with <= 1);
}

}  // namespace
}  // namespace heaplab::grade
