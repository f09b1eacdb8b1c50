// The policy of addresses: player/mapping_table.hpp.
#include "player/mapping_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <memory>

#include "judge/mapping_calls.hpp"
#include "judge/memory_plan.hpp"
#include "judge/shared_memory.hpp"

namespace heaplab::judge {
namespace {

using player::MappingCall;
using player::MappingEvent;
using player::MappingPlace;
using player::MappingTable;

constexpr std::uint64_t arena = 1 << 24;  // pages
constexpr std::uint64_t limit = 1 << 20;

std::unique_ptr<MappingTable> table_of(std::uint64_t arena_pages = arena,
                                       std::uint64_t limit_pages = limit) {
  auto table = std::make_unique<MappingTable>();
  table->reset(arena_pages, limit_pages);
  return table;
}

TEST(MappingTable, UsesASmallSlotThatWasFreedLastAgainFirst) {
  const auto table = table_of();
  const MappingPlace a = table->map(8), b = table->map(8);
  EXPECT_NE(a.first, b.first);
  table->unmap(a.first, 8);
  table->unmap(b.first, 8);
  EXPECT_EQ(table->map(8).first, b.first);
  EXPECT_EQ(table->map(8).first, a.first);
  EXPECT_EQ(table->mappings(), 2u);
  EXPECT_EQ(table->mapped_pages(), 16u);
  EXPECT_EQ(table->calls(), 6u);
  EXPECT_EQ(table->new_pages(), 32u);
}

TEST(MappingTable, ClearsWhatWasThereUntilItIsEmptied) {
  const auto table = table_of();
  const MappingPlace a = table->map(8);
  EXPECT_EQ(a.clear_begin, a.clear_end);
  table->unmap(a.first, 8);
  const MappingPlace again = table->map(5);
  EXPECT_EQ(again.clear_begin, a.first);
  EXPECT_EQ(again.clear_end, a.first + 5);
  table->unmap(again.first, 5);
  table->settle();
  const MappingPlace clean = table->map(8);
  EXPECT_EQ(clean.first, a.first);
  EXPECT_EQ(clean.clear_begin, clean.clear_end);
}

TEST(MappingTable, GivesALargeMappingNewAddressesWhileThereAreSome) {
  const auto table = table_of();
  const MappingPlace a = table->map(5000);
  table->unmap(a.first, 5000);
  const MappingPlace b = table->map(5000);
  EXPECT_NE(a.first, b.first);
  EXPECT_EQ(b.clear_begin, b.clear_end);
}

TEST(MappingTable, WithoutNewAddressesUsesWhatThereIs) {
  const auto table = table_of(64, 64);
  const MappingPlace a = table->map(30);  // wants 64 pages
  EXPECT_NE(a.slot, 0u);
  EXPECT_FALSE(table->can_map(1));
  EXPECT_EQ(table->map(1).slot, 0u);
  table->unmap(a.first, 30);
  EXPECT_TRUE(table->can_map(1));
  EXPECT_EQ(table->map(1).first, a.first);
}

TEST(MappingTable, RefusesBeyondItsLimitAndChangesNothing) {
  const auto table = table_of(arena, 10);
  const MappingPlace a = table->map(6);
  EXPECT_EQ(table->map(5).slot, 0u);
  EXPECT_EQ(table->remap(a.first, 6, 11).slot, 0u);
  EXPECT_TRUE(table->is_mapping(a.first, 6));
  EXPECT_EQ(table->mapped_pages(), 6u);
  EXPECT_EQ(table->remap(a.first, 6, 10).slot, a.slot);
}

TEST(MappingTable, RemapsInPlaceWhereThereIsRoom) {
  const auto table = table_of();
  const MappingPlace a = table->map(6);
  const MappingPlace grown = table->remap(a.first, 6, 12);
  EXPECT_EQ(grown.first, a.first);
  EXPECT_FALSE(grown.moved);
  const MappingPlace shrunk = table->remap(a.first, 12, 3);
  EXPECT_EQ(shrunk.first, a.first);
  EXPECT_EQ(shrunk.left_begin, a.first + 3);
  EXPECT_EQ(shrunk.left_end, a.first + 12);
  const MappingPlace again = table->remap(a.first, 3, 8);
  EXPECT_EQ(again.clear_begin, a.first + 3);
  EXPECT_EQ(again.clear_end, a.first + 8);
}

TEST(MappingTable, RemapsElsewhereWhereThereIsNone) {
  const auto table = table_of();
  const MappingPlace a = table->map(6);
  const MappingPlace moved = table->remap(a.first, 6, 40);
  EXPECT_TRUE(moved.moved);
  EXPECT_NE(moved.first, a.first);
  EXPECT_EQ(moved.left_begin, a.first);
  EXPECT_EQ(moved.left_end, a.first + 6);
  EXPECT_FALSE(table->is_mapping(a.first, 6));
  EXPECT_TRUE(table->is_mapping(moved.first, 40));
  EXPECT_EQ(table->mappings(), 1u);
  EXPECT_EQ(table->new_pages(), 40u);
}

TEST(MappingTable, UnmapsAtBothEndsButNotInTheMiddle) {
  const auto table = table_of();
  const std::uint64_t first = table->map(10).first;
  EXPECT_FALSE(table->can_unmap(first + 1, 3));
  EXPECT_FALSE(table->can_unmap(first, 11));
  EXPECT_FALSE(table->can_unmap(first, 0));
  EXPECT_FALSE(table->can_unmap(first + 10, 1));
  ASSERT_TRUE(table->can_unmap(first, 3));
  table->unmap(first, 3);
  ASSERT_TRUE(table->can_unmap(first + 8, 2));
  table->unmap(first + 8, 2);
  EXPECT_EQ(table->holding(first + 2), nullptr);
  EXPECT_EQ(table->holding(first + 8), nullptr);
  EXPECT_TRUE(table->is_mapping(first + 3, 5));
}

// Against a list of ranges.
RC_GTEST_PROP(MappingTableProperty, NoMappingLiesOverAnother, ()) {
  const auto table = table_of(1 << 14, 1 << 12);
  std::map<std::uint64_t, std::uint64_t> live;  // by first page
  const auto steps =
      *rc::gen::container<std::vector<std::tuple<int, unsigned, unsigned>>>(
          60,
          rc::gen::tuple(rc::gen::inRange(0, 4), rc::gen::inRange(1u, 1500u),
                         rc::gen::inRange(0u, 1000u)));
  std::uint64_t pages = 0;
  for (const auto& [what, size, which] : steps) {
    if (what < 2 || live.empty()) {
      const bool can = table->can_map(size);
      const MappingPlace place = table->map(size);
      RC_ASSERT(can == (place.slot != 0));
      if (can) live[place.first] = size;
    } else {
      auto chosen = std::next(live.begin(), which % live.size());
      const auto [first, old] = *chosen;
      RC_ASSERT(table->is_mapping(first, old));
      if (what == 2) {
        table->unmap(first, old);
        live.erase(chosen);
      } else if (const auto place = table->remap(first, old, size);
                 place.slot != 0) {
        live.erase(chosen);
        live[place.first] = size;
      }
    }
    std::uint64_t end = 0;
    pages = 0;
    for (const auto& [first, length] : live) {
      RC_ASSERT(first >= end);
      end = first + length;
      pages += length;
    }
    RC_ASSERT(end <= std::uint64_t{1} << 14);
    RC_ASSERT(table->mapped_pages() == pages);
    RC_ASSERT(table->mappings() == live.size());
  }
}

TEST(MappingCalls, OnesThatNobodyCanHaveMadeAreNone) {
  const auto table = table_of();
  const auto repeat = [&](MappingCall call, std::uint64_t address,
                          std::uint64_t bytes, std::uint64_t new_bytes = 0) {
    return repeat_call(MappingEvent{call, address, bytes, new_bytes, 0}, 0,
                       *table)
        .has_value();
  };
  EXPECT_TRUE(repeat(MappingCall::map, 0, 8192));
  EXPECT_FALSE(repeat(MappingCall::map, 0, 8191));
  EXPECT_FALSE(repeat(MappingCall::map, 0, 0));
  EXPECT_FALSE(repeat(MappingCall::unmap, 4096 * 77, 4096));
  EXPECT_FALSE(repeat(MappingCall::remap, 0, 4096, 8192));
  EXPECT_FALSE(repeat(MappingCall::remap, 0, 8192, 0));
  EXPECT_FALSE(repeat(static_cast<MappingCall>(9), 0, 8192));
  EXPECT_TRUE(repeat(MappingCall::remap, 0, 8192, 4096));
  EXPECT_TRUE(repeat(MappingCall::unmap, 0, 4096));
}

TEST(MemoryPlan, KeepsTheArenaEquallyFarFromTheHeap) {
  constexpr std::uint64_t mapped = std::uint64_t{1} << 30;
  const MemoryPlan one = plan_memory(1 << 20, mapped);
  const SharedMemory heap("test", 1 << 20, one.heap);
  const SharedMemory pages("test", one.arena_bytes, one.arena);
  const MemoryPlan other = plan_memory(1 << 20, mapped);
  EXPECT_NE(one.heap, other.heap);
  EXPECT_EQ(one.arena - one.heap, other.arena - other.heap);
  EXPECT_EQ(one.arena_bytes, other.arena_bytes);
  EXPECT_GE(one.arena_bytes, 2 * mapped);
}

TEST(MemoryPlan, WithoutMappingsThereIsNoArena) {
  const MemoryPlan plan = plan_memory(1 << 20, 0);
  EXPECT_EQ(plan.arena, 0u);
  EXPECT_EQ(plan.arena_bytes, 0u);
}

}  // namespace
}  // namespace heaplab::judge
