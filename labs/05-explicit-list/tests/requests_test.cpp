// Tasks 4 and 5: what is granted, where, and in what state a refusal leaves
// things.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

#include "heap_form.hpp"
#include "heaplab/testing.hpp"

using heap_form::fault_in;
using heaplab::testing::TestAllocator;

namespace {

bool holds(const void* payload, int value, std::size_t bytes) {
  const auto* at = static_cast<const unsigned char*>(payload);
  for (std::size_t i = 0; i < bytes; ++i) {
    if (at[i] != value) return false;
  }
  return true;
}

TEST(Refusal, RequestsThatOverflowAreRefused) {
  TestAllocator heap;
  for (std::size_t less = 0; less <= 64; less += 8) {
    EXPECT_EQ(heap.allocate(SIZE_MAX - less), nullptr)
        << "allocate(SIZE_MAX - " << less << ") was granted";
  }
  EXPECT_EQ(heap.allocated_blocks(), 0u) << "a refused request left a block";
  EXPECT_EQ(fault_in(heap), "");
}

TEST(Refusal, ARefusedRequestChangesNothing) {
  TestAllocator heap(8192);
  void* kept = heap.allocate(1000);
  ASSERT_NE(kept, nullptr);
  std::memset(kept, 7, 1000);
  EXPECT_EQ(heap.allocate(16000), nullptr) << "the heap's limit is 8,192 bytes";
  EXPECT_TRUE(holds(kept, 7, 1000)) << "a refused request wrote to a payload";
  EXPECT_EQ(heap.allocated_blocks(), 1u);
  EXPECT_EQ(fault_in(heap), "");
  EXPECT_NE(heap.allocate(1000), nullptr)
      << "after a refused request, one that fits was refused as well";
}

TEST(Refusal, AFullHeapServesAgainAfterAFree) {
  TestAllocator heap(16384);
  void* last = nullptr;
  while (void* payload = heap.allocate(500)) last = payload;
  ASSERT_NE(last, nullptr) << "nothing was granted on a heap of 16,384 bytes";
  EXPECT_EQ(fault_in(heap), "");
  heap.deallocate(last);
  EXPECT_NE(heap.allocate(500), nullptr)
      << "the block that was just freed was not found";
}

TEST(Refusal, ARefusedReallocateKeepsTheOldBlock) {
  TestAllocator heap(16384);
  void* kept = heap.allocate(3000);
  void* neighbour = heap.allocate(3000);
  ASSERT_NE(neighbour, nullptr);
  ASSERT_NE(heap.allocate(24), nullptr);
  heap.deallocate(neighbour);
  std::memset(kept, 9, 3000);
  EXPECT_EQ(heap.reallocate(kept, 100000), nullptr);
  EXPECT_EQ(heap.reallocate(kept, SIZE_MAX), nullptr);
  EXPECT_TRUE(holds(kept, 9, 3000)) << "the refused block lost its bytes";
  EXPECT_EQ(fault_in(heap), "");
  EXPECT_EQ(heap.reallocate(kept, 6000), kept)
      << "its free neighbour was not given back by the refusal";
}

TEST(Reallocate, OfNullptrAllocates) {
  TestAllocator heap;
  EXPECT_NE(heap.reallocate(nullptr, 64), nullptr);
  EXPECT_EQ(heap.allocated_blocks(), 1u);
}

TEST(Reallocate, ToNothingFrees) {
  TestAllocator heap;
  void* payload = heap.allocate(64);
  heap.deallocate(heap.reallocate(payload, 0));
  EXPECT_EQ(heap.allocated_blocks(), 0u) << "the block is still live";
  EXPECT_EQ(fault_in(heap), "");
}

TEST(Reallocate, GrowsIntoAFreeRightNeighbour) {
  for (std::size_t bytes : {9100, 17000, 17990, 18000, 18008}) {
    TestAllocator heap;
    void* payload = heap.allocate(9000);
    void* neighbour = heap.allocate(9000);
    ASSERT_NE(heap.allocate(24), nullptr);
    heap.deallocate(neighbour);
    EXPECT_EQ(heap.reallocate(payload, bytes), payload)
        << "9,008 bytes and a free neighbour of 9,008 are enough for " << bytes;
    EXPECT_EQ(fault_in(heap), "") << "after reallocate(…, " << bytes << ")";
  }
}

TEST(Reallocate, GrowsAtTheHeapsEnd) {
  TestAllocator heap;
  void* payload = heap.allocate(9000);
  ASSERT_NE(payload, nullptr);
  for (std::size_t bytes : {12000, 20000, 40000}) {
    EXPECT_EQ(heap.reallocate(payload, bytes), payload)
        << "behind the last block the heap can grow; " << bytes << " bytes";
    EXPECT_EQ(fault_in(heap), "") << "after reallocate(…, " << bytes << ")";
  }
}

TEST(Reallocate, ShrinksWhereItStands) {
  for (std::size_t bytes : {1, 100, 8900, 8968, 8976, 8999}) {
    TestAllocator heap;
    void* payload = heap.allocate(9000);
    ASSERT_NE(heap.allocate(24), nullptr);
    EXPECT_EQ(heap.reallocate(payload, bytes), payload)
        << "from 9,000 to " << bytes << " bytes";
    EXPECT_EQ(fault_in(heap), "") << "after reallocate(…, " << bytes << ")";
  }
}

TEST(Reallocate, KeepsEveryByteWhenItMoves) {
  TestAllocator heap;
  void* payload = heap.allocate(200);
  ASSERT_NE(heap.allocate(24), nullptr);
  std::memset(payload, 5, 200);
  void* moved = heap.reallocate(payload, 9000);
  ASSERT_NE(moved, nullptr);
  EXPECT_TRUE(holds(moved, 5, 200)) << "the first 200 bytes are not the same";
  EXPECT_EQ(fault_in(heap), "");
}

TEST(Zeroed, JunkLinksAndFooterAreCleared) {
  TestAllocator heap;
  for (std::size_t bytes : {24, 72, 333, 9000}) {
    void* junk = heap.allocate(bytes);
    ASSERT_NE(junk, nullptr);
    std::memset(junk, 0xff, bytes);
    heap.deallocate(junk);
    void* payload = heap.allocate_zeroed(bytes);
    ASSERT_NE(payload, nullptr);
    EXPECT_TRUE(holds(payload, 0, bytes))
        << "not all of " << bytes << " bytes are zero";
    EXPECT_EQ(fault_in(heap), "");
  }
}

TEST(Zeroed, ARequestThatOverflowsIsRefused) {
  TestAllocator heap;
  EXPECT_EQ(heap.allocate_zeroed(SIZE_MAX), nullptr);
  EXPECT_EQ(heap.allocate_zeroed(SIZE_MAX - 15), nullptr);
}

void expect_aligned(std::size_t alignment) {
  TestAllocator heap(256 * 1024);
  for (std::size_t bytes : {1, 24, 100, 1000}) {
    void* payload = heap.allocate_aligned(alignment, bytes);
    ASSERT_NE(payload, nullptr) << bytes << " bytes aligned to " << alignment;
    const std::size_t due = alignment < 16 ? 16 : alignment;
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(payload) % due, 0u)
        << bytes << " bytes aligned to " << alignment << " stand at "
        << payload;
    EXPECT_EQ(fault_in(heap), "")
        << "after " << bytes << " bytes aligned to " << alignment;
  }
  EXPECT_EQ(heap.allocated_blocks(), 4u);
}

TEST(Aligned, AlignmentsBelowSixteenMeanSixteen) {
  for (std::size_t alignment : {1, 2, 4, 8}) expect_aligned(alignment);
}

TEST(Aligned, SmallAlignmentsAreKept) {
  for (std::size_t alignment : {16, 32, 64, 128}) expect_aligned(alignment);
}

TEST(Aligned, LargeAlignmentsAreKept) {
  for (std::size_t alignment : {512, 1024, 4096, 8192}) {
    expect_aligned(alignment);
  }
}

TEST(Aligned, ARequestThatOverflowsIsRefused) {
  TestAllocator heap;
  EXPECT_EQ(heap.allocate_aligned(64, SIZE_MAX), nullptr);
  EXPECT_EQ(heap.allocate_aligned(4096, SIZE_MAX - 4096), nullptr);
  EXPECT_EQ(heap.allocate_aligned(SIZE_MAX / 2 + 1, 24), nullptr);
  EXPECT_EQ(heap.allocated_blocks(), 0u) << "a refused request left a block";
  EXPECT_EQ(fault_in(heap), "");
}

TEST(Aligned, AnAlignedBlockIsFreedLikeAnyOther) {
  TestAllocator heap;
  void* payload = heap.allocate_aligned(1024, 100);
  ASSERT_NE(payload, nullptr);
  ASSERT_NE(heap.allocate(9000), nullptr);
  heap.deallocate(payload);
  EXPECT_EQ(heap.allocated_blocks(), 1u);
  EXPECT_EQ(fault_in(heap), "")
      << "the gap before the aligned block must be joined with it again";
}

TEST(Aligned, ABlockInAHoleLeavesFreeBlocksOnBothSides) {
  for (std::size_t alignment : {32, 64, 256, 4096}) {
    TestAllocator heap(128 * 1024);
    void* hole = heap.allocate(40000);
    ASSERT_NE(heap.allocate(24), nullptr);
    heap.deallocate(hole);
    const std::size_t before = heap.heap_bytes();
    void* payload = heap.allocate_aligned(alignment, 20000);
    ASSERT_NE(payload, nullptr);
    EXPECT_LE(heap.heap_bytes(), before)
        << "20,000 bytes aligned to " << alignment << " fit in 40,016";
    EXPECT_EQ(fault_in(heap), "") << "aligned to " << alignment;
    heap.deallocate(payload);
    EXPECT_EQ(fault_in(heap), "") << "and freed again";
  }
}

}  // namespace
