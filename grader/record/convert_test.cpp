#include "record/convert.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "trace/write.hpp"

namespace heaplab::record {
namespace {

Event allocate(std::uint64_t pointer, std::uint64_t bytes) {
  return {EventKind::allocate, 1, pointer, 0, bytes, 0};
}

Event reallocate(std::uint64_t old, std::uint64_t pointer,
                 std::uint64_t bytes) {
  return {EventKind::reallocate, 1, pointer, old, bytes, 0};
}

Event deallocate(std::uint64_t pointer) {
  return {EventKind::deallocate, 1, pointer, 0, 0, 0};
}

using Lines = std::vector<std::string>;

Lines converted(const std::vector<Event>& events, Counts& counts,
                const RecordOptions& options = {}) {
  const trace::Trace trace = convert(events, options, counts);
  Lines lines;
  for (const trace::Operation& operation : trace.operations) {
    lines.push_back(trace::operation_text(trace, operation));
  }
  return lines;
}

Lines converted(const std::vector<Event>& events) {
  Counts counts;
  return converted(events, counts);
}

TEST(Convert, UsesTheSmallestFreeIdAgain) {
  EXPECT_EQ(
      converted({allocate(100, 1), allocate(200, 2), allocate(300, 3),
                 deallocate(200), deallocate(100), allocate(400, 4),
                 deallocate(300), deallocate(400)}),
      (Lines{"a 0 1", "a 1 2", "a 2 3", "f 1", "f 0", "a 0 4", "f 2", "f 0"}));
}

TEST(Convert, FollowsABlockThatMoves) {
  EXPECT_EQ(converted({allocate(100, 1), reallocate(100, 200, 50),
                       allocate(100, 2), deallocate(200), deallocate(100)}),
            (Lines{"a 0 1", "r 0 50", "a 1 2", "f 0", "f 1"}));
}

TEST(Convert, TakesAnAddressGivenTwiceAsFreedBetween) {
  Counts counts;
  EXPECT_EQ(
      converted({allocate(100, 1), allocate(100, 2), deallocate(100)}, counts),
      (Lines{"a 0 1", "f 0", "a 0 2", "f 0"}));
  EXPECT_EQ(counts.unseen_frees, 1u);
}

TEST(Convert, RoundsAlignmentsUpToPowersOfTwo) {
  const auto aligned = [](std::uint64_t alignment) {
    return Event{EventKind::allocate_aligned, 1, 100, 0, 7, alignment};
  };
  EXPECT_EQ(
      converted({aligned(24), deallocate(100), aligned(0), deallocate(100)}),
      (Lines{"m 0 32 7", "f 0", "m 0 1 7", "f 0"}));
}

TEST(Convert, CallsBlocksOfThePartLeftOutForeign) {
  RecordOptions options;
  options.skip = 1;
  Counts counts;
  EXPECT_EQ(converted({allocate(100, 1), allocate(200, 2), deallocate(100),
                       reallocate(300, 400, 9), deallocate(200)},
                      counts, options),
            (Lines{"a 0 2", "f 0"}));
  EXPECT_EQ(counts.events, 5u);
  EXPECT_EQ(counts.foreign_frees, 1u);
  EXPECT_EQ(counts.foreign_reallocations, 1u);
}

TEST(Convert, KeepsTheBlockOfAFailedRealloc) {
  Counts counts;
  EXPECT_EQ(converted({allocate(100, 1), reallocate(100, 0, 1'000'000),
                       deallocate(100)},
                      counts),
            (Lines{"a 0 1", "f 0"}));
  EXPECT_EQ(counts.failed, 1u);
}

}  // namespace
}  // namespace heaplab::record
