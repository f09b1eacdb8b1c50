// What is granted, what is refused, and in what state a refusal leaves things.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

#include "heaplab/testing.hpp"

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
}

TEST(Refusal, ARefusedRequestChangesNothing) {
  TestAllocator heap(4096);
  void* kept = heap.allocate(1000);
  ASSERT_NE(kept, nullptr);
  std::memset(kept, 7, 1000);
  EXPECT_EQ(heap.allocate(8000), nullptr) << "the heap's limit is 4,096 bytes";
  EXPECT_TRUE(holds(kept, 7, 1000)) << "a refused request wrote to a payload";
  EXPECT_EQ(heap.allocated_blocks(), 1u);
  EXPECT_NE(heap.allocate(1000), nullptr)
      << "after a refused request, one that fits was refused as well";
}

TEST(Refusal, AFullHeapServesAgainAfterAFree) {
  TestAllocator heap(8192);
  void* last = nullptr;
  while (void* payload = heap.allocate(500)) last = payload;
  ASSERT_NE(last, nullptr) << "nothing was granted on a heap of 8,192 bytes";
  heap.deallocate(last);
  EXPECT_NE(heap.allocate(500), nullptr)
      << "the block that was just freed was not found";
}

TEST(Refusal, ARefusedReallocateKeepsTheOldBlock) {
  TestAllocator heap(4096);
  void* kept = heap.allocate(300);
  ASSERT_NE(kept, nullptr);
  std::memset(kept, 9, 300);
  EXPECT_EQ(heap.reallocate(kept, 100000), nullptr);
  EXPECT_EQ(heap.reallocate(kept, SIZE_MAX), nullptr);
  EXPECT_TRUE(holds(kept, 9, 300)) << "the refused block lost its bytes";
  EXPECT_EQ(heap.allocated_blocks(), 1u) << "the refused block is not live";
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
}

TEST(Reallocate, GrowsIntoAFreeRightNeighbour) {
  TestAllocator heap;
  void* payload = heap.allocate(64);
  void* neighbour = heap.allocate(200);
  ASSERT_NE(heap.allocate(16), nullptr);
  heap.deallocate(neighbour);
  EXPECT_EQ(heap.reallocate(payload, 200), payload)
      << "80 bytes and a free neighbour of 224 are enough for 200";
}

TEST(Reallocate, ShrinksWhereItStands) {
  TestAllocator heap;
  void* payload = heap.allocate(1000);
  ASSERT_NE(heap.allocate(16), nullptr);
  EXPECT_EQ(heap.reallocate(payload, 100), payload);
  EXPECT_GE(heap.free_blocks(), 1u) << "900 bytes were not given back";
}

TEST(Reallocate, KeepsEveryByteWhenItMoves) {
  TestAllocator heap;
  void* payload = heap.allocate(200);
  ASSERT_NE(heap.allocate(16), nullptr);
  std::memset(payload, 5, 200);
  void* moved = heap.reallocate(payload, 5000);
  ASSERT_NE(moved, nullptr);
  EXPECT_TRUE(holds(moved, 5, 200)) << "the first 200 bytes are not the same";
}

TEST(Zeroed, JunkIsCleared) {
  TestAllocator heap;
  void* junk = heap.allocate(333);
  ASSERT_NE(junk, nullptr);
  std::memset(junk, 0xff, 333);
  heap.deallocate(junk);
  void* payload = heap.allocate_zeroed(333);
  ASSERT_NE(payload, nullptr);
  EXPECT_TRUE(holds(payload, 0, 333)) << "not all of 333 bytes are zero";
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
  EXPECT_EQ(heap.allocated_blocks(), 0u) << "a refused request left a block";
}

TEST(Aligned, AnAlignedBlockIsFreedLikeAnyOther) {
  TestAllocator heap;
  void* payload = heap.allocate_aligned(1024, 100);
  ASSERT_NE(payload, nullptr);
  heap.deallocate(payload);
  EXPECT_EQ(heap.allocated_blocks(), 0u);
  EXPECT_EQ(heap.free_blocks(), 1u)
      << "the gap before the aligned block was not joined with it again";
}

}  // namespace
