// Tasks 1 to 4: blocks, and how they are cut and joined.
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "heaplab/testing.hpp"

using heaplab::Block;
using heaplab::testing::TestAllocator;

namespace {

const std::byte* start_of(const Block& block) {
  return static_cast<const std::byte*>(block.address);
}

TEST(Layout, AFreshHeapShowsNoAllocatedBlock) {
  TestAllocator heap;
  EXPECT_EQ(heap.allocated_blocks(), 0u)
      << "walk() shows an allocated block before the first allocate()";
}

TEST(Layout, AFreshHeapIsShort) {
  TestAllocator heap;
  EXPECT_LE(heap.heap_bytes(), 8192u)
      << "the constructor took more of the heap than a first chunk";
}

TEST(Layout, ThePayloadBeginsEightBytesAfterItsBlock) {
  TestAllocator heap;
  void* payload = heap.allocate(40);
  ASSERT_NE(payload, nullptr) << "allocate(40) refused on a fresh heap";
  for (const Block& block : heap.blocks()) {
    if (!block.allocated) continue;
    EXPECT_EQ(block.payload, payload) << "walk() shows another payload";
    EXPECT_EQ(start_of(block) + 8, static_cast<std::byte*>(payload))
        << "the header is the 8 bytes before the payload";
  }
}

TEST(Layout, EveryBlockIsAMultipleOfSixteenAndAtLeastThirtyTwo) {
  TestAllocator heap;
  for (std::size_t bytes = 1; bytes <= 100; bytes += 9) {
    ASSERT_NE(heap.allocate(bytes), nullptr) << "allocate(" << bytes << ")";
  }
  ASSERT_FALSE(heap.blocks().empty()) << "walk() shows no block at all";
  for (const Block& block : heap.blocks()) {
    EXPECT_EQ(block.bytes % 16, 0u) << "a block of " << block.bytes << " bytes";
    EXPECT_GE(block.bytes, 32u) << "a block of " << block.bytes << " bytes";
  }
}

TEST(Layout, BlocksFollowEachOtherWithoutHoles) {
  TestAllocator heap;
  for (std::size_t bytes : {1, 100, 17, 48, 500}) {
    ASSERT_NE(heap.allocate(bytes), nullptr) << "allocate(" << bytes << ")";
  }
  const std::vector<Block> blocks = heap.blocks();
  ASSERT_GE(blocks.size(), 5u) << "walk() leaves blocks out";
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    EXPECT_EQ(start_of(blocks[i]),
              start_of(blocks[i - 1]) + blocks[i - 1].bytes)
        << "block " << i << " does not begin where block " << i - 1 << " ends";
  }
}

TEST(Free, ABlockOfNoBytesIsItsOwnOrNullptr) {
  TestAllocator heap;
  void* one = heap.allocate(0);
  void* two = heap.allocate(0);
  if (one != nullptr) {
    EXPECT_NE(one, two) << "two live payloads share one address";
  }
  heap.deallocate(one);
  heap.deallocate(two);
  EXPECT_EQ(heap.allocated_blocks(), 0u) << "blocks of no bytes stay behind";
}

TEST(Free, FreeingNullptrDoesNothing) {
  TestAllocator heap;
  ASSERT_NE(heap.allocate(64), nullptr);
  heap.deallocate(nullptr);
  EXPECT_EQ(heap.allocated_blocks(), 1u) << "deallocate(nullptr) freed a block";
}

TEST(Free, AFreedBlockIsUsedAgain) {
  TestAllocator heap;
  void* first = heap.allocate(100);
  heap.deallocate(first);
  EXPECT_EQ(heap.allocate(100), first)
      << "the only free block of the heap was not used again";
}

TEST(Split, TheRestOfALongBlockIsFree) {
  TestAllocator heap;
  void* whole = heap.allocate(1000);
  ASSERT_NE(heap.allocate(16), nullptr);
  heap.deallocate(whole);
  const std::size_t before = heap.heap_bytes();
  for (int i = 0; i < 8; ++i) {
    ASSERT_NE(heap.allocate(100), nullptr) << "allocate(100), number " << i;
  }
  EXPECT_LE(heap.heap_bytes(), before)
      << "eight blocks of 128 bytes fit in a free block of 1,024 bytes";
}

TEST(Split, NoRestIsTooShortToBeABlock) {
  TestAllocator heap;
  void* payload = heap.allocate(64);
  ASSERT_NE(heap.allocate(16), nullptr);
  heap.deallocate(payload);
  ASSERT_NE(heap.allocate(48), nullptr);
  for (const Block& block : heap.blocks()) {
    EXPECT_GE(block.bytes, 32u) << "a rest of 16 bytes was made into a block";
  }
}

// Frees three neighbours in the given order, and nothing else is live.
void expect_one_free_block(const std::vector<std::size_t>& order) {
  TestAllocator heap;
  std::vector<void*> payloads;
  for (int i = 0; i < 3; ++i) payloads.push_back(heap.allocate(64));
  for (std::size_t i : order) heap.deallocate(payloads[i]);
  EXPECT_EQ(heap.allocated_blocks(), 0u) << "a freed block is shown allocated";
  EXPECT_EQ(heap.free_blocks(), 1u)
      << "three free neighbours were not joined; freed in the order "
      << order[0] << ", " << order[1] << ", " << order[2];
}

TEST(Coalesce, JoinsTheLeftNeighbour) { expect_one_free_block({0, 1, 2}); }
TEST(Coalesce, JoinsTheRightNeighbour) { expect_one_free_block({2, 1, 0}); }
TEST(Coalesce, JoinsBothNeighbours) { expect_one_free_block({0, 2, 1}); }

TEST(Coalesce, LeavesLiveNeighboursAlone) {
  TestAllocator heap;
  void* payloads[3];
  for (void*& payload : payloads) payload = heap.allocate(64);
  heap.deallocate(payloads[1]);
  EXPECT_EQ(heap.allocated_blocks(), 2u)
      << "freeing a block between two live ones changed one of them";
}

}  // namespace
