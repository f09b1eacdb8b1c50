#include "judge/misuse_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace heaplab::judge {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = MemoryErrorKind;

constexpr std::uint64_t base = 0x10000;

MisuseBlock block_at(std::uint64_t address, std::uint64_t bytes,
                     Family family = Family::malloc) {
  return {.address = address,
          .bytes = bytes,
          .family = family,
          .allocated = {0, 1}};
}

TEST(MisuseModel, DamageIsNearestToThePayload) {
  MisuseModel model;
  const auto block = model.allocate(block_at(base, 24), fresh_fill);
  EXPECT_THAT(model.damage(), IsEmpty());
  model.write(block, 0, 7, 1);
  EXPECT_THAT(model.damage(), IsEmpty());
  model.write(block, -9, 7, 2);
  model.write(block, -3, 7, 2);
  model.write(block, 30, 7, 3);
  model.write(block, 26, 7, 3);
  EXPECT_THAT(model.damage(),
              ElementsAre(MisuseError{Kind::underflow, block, -3},
                          MisuseError{Kind::overflow, block, 26}));
  EXPECT_EQ(model[block].damaged_at, 3U);
}

TEST(MisuseModel, AGuardWrittenWithItsFillIsWhole) {
  MisuseModel model;
  const auto block = model.allocate(block_at(base, 24), fresh_fill);
  model.write(block, 24, 7, 1);
  model.write(block, 24, guard_fill, 2);
  EXPECT_THAT(model.damage(), IsEmpty());
}

TEST(MisuseModel, FreedPayloadsAreFilledAndWatched) {
  MisuseModel model;
  const auto block = model.allocate(block_at(base, 8), fresh_fill);
  model.write(block, 3, 7, 1);
  model.free(block, {0, 2}, 2);
  EXPECT_THAT(model.damage(), IsEmpty());
  model.write(block, 5, 7, 3);
  const MisuseError error{Kind::write_after_free, block, 5};
  EXPECT_THAT(model.damage(), ElementsAre(error));
  model.mend(error);
  EXPECT_THAT(model.damage(), IsEmpty());
  EXPECT_EQ(model[block].at(5), dead_fill);
}

TEST(MisuseModel, WhatIsWrongWithADelete) {
  MisuseModel model;
  const auto block =
      model.allocate(block_at(base, 24, Family::array_new), fresh_fill);
  EXPECT_THAT(model.errors_of_free(block, {Family::array_new, 8, 24}),
              IsEmpty());
  EXPECT_THAT(model.errors_of_free(block, {Family::array_new, 64, 25}),
              ElementsAre(MisuseError{Kind::wrong_size, block, 0},
                          MisuseError{Kind::wrong_alignment, block, 0}));
  model.write(block, 24, 7, 1);
  const auto errors = model.errors_of_free(block, {Family::malloc, 64, 25});
  EXPECT_THAT(errors, ElementsAre(MisuseError{Kind::overflow, block, 24},
                                  MisuseError{Kind::mismatched_free, block, 0},
                                  MisuseError{Kind::wrong_size, block, 0}));
  EXPECT_TRUE(MisuseModel::frees(errors));
  model.free(block, {0, 2}, 2);
  const auto again = model.errors_of_free(block, {Family::malloc});
  EXPECT_THAT(again, ElementsAre(MisuseError{Kind::double_free, block, 0}));
  EXPECT_FALSE(MisuseModel::frees(again));
}

TEST(MisuseModel, AlignmentsOfMallocAreNotCompared) {
  MisuseModel model;
  MisuseBlock aligned = block_at(base, 24);
  aligned.alignment = 64;
  const auto block = model.allocate(aligned, fresh_fill);
  EXPECT_THAT(model.errors_of_free(block, {}), IsEmpty());
}

TEST(MisuseModel, BlocksLeaveQuarantineInTheirOrder) {
  MisuseModel model;
  const auto first = model.allocate(block_at(base, 8), fresh_fill);
  const auto second = model.allocate(block_at(base + 64, 8), fresh_fill);
  const auto large = model.allocate(
      block_at(base + 4096, quarantine_bytes - 2 * 32 - 8), fresh_fill);
  const auto empty = model.allocate(block_at(base + 128, 0), fresh_fill);
  model.free(first, {0, 2}, 1);
  model.free(second, {0, 3}, 2);
  model.write(second, 0, 7, 3);
  model.free(large, {0, 4}, 4);
  // Exactly as much as may be has been freed after the first.
  EXPECT_EQ(model[first].state, MisuseState::quarantined);
  EXPECT_EQ(model.overlapping(base, base + 1), first);
  model.free(empty, {0, 5}, 5);
  EXPECT_EQ(model[first].state, MisuseState::gone);
  EXPECT_EQ(model.overlapping(base, base + 1), std::nullopt);
  EXPECT_EQ(model[second].state, MisuseState::quarantined);
}

TEST(MisuseModel, DamageIsRememberedWhenABlockMayLeave) {
  MisuseModel model;
  const auto block = model.allocate(block_at(base, 8), fresh_fill);
  const auto large =
      model.allocate(block_at(base + 4096, quarantine_bytes), fresh_fill);
  model.free(block, {0, 2}, 1);
  model.write(block, 7, 7, 2);
  model.free(large, {0, 3}, 3);
  EXPECT_EQ(model[block].state, MisuseState::loose);
  EXPECT_THAT(model.loose(), ElementsAre(block));
  const MisuseError error{Kind::write_after_free, block, 7};
  EXPECT_THAT(model.damage(), ElementsAre(error));
  model.mend(error);
  EXPECT_THAT(model.loose(), IsEmpty());
  EXPECT_EQ(model[block].state, MisuseState::gone);
}

TEST(MisuseModel, GuardsBelongToABlock) {
  MisuseModel model;
  const auto block = model.allocate(block_at(base, 24), fresh_fill);
  EXPECT_EQ(model.overlapping(base - 32, base - 16), std::nullopt);
  EXPECT_EQ(model.overlapping(base - 32, base - 15), block);
  EXPECT_EQ(model.overlapping(base + 39, base + 64), block);
  EXPECT_EQ(model.overlapping(base + 40, base + 64), std::nullopt);
}

TEST(MisuseModel, CountsAndGroupsWhatLives) {
  MisuseModel model;
  const auto first = model.allocate(block_at(base, 10), fresh_fill);
  model.allocate(block_at(base + 64, 20), fresh_fill);
  MisuseBlock other = block_at(base + 128, 30);
  other.allocated = {1, 1};
  model.allocate(other, fresh_fill);
  model.refused();
  model.free(first, {0, 2}, 3);
  const AllocationStatistics& found = model.statistics();
  EXPECT_EQ(found.live_blocks, 2U);
  EXPECT_EQ(found.live_bytes, 50U);
  EXPECT_EQ(found.peak_bytes, 60U);
  EXPECT_EQ(found.total_blocks, 3U);
  EXPECT_EQ(found.total_bytes, 60U);
  EXPECT_EQ(found.refused_calls, 1U);
  const auto leaks = model.leaks();
  ASSERT_EQ(leaks.size(), 2U);
  EXPECT_EQ(leaks.at({0, 1}).bytes, 20U);
  EXPECT_EQ(leaks.at({1, 1}).blocks, 1U);
}

}  // namespace
}  // namespace heaplab::judge
