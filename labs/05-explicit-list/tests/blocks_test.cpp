// Tasks 1 and 2: blocks with a footer only when they are free, and how they are
// cut and joined.
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "heap_form.hpp"
#include "heaplab/testing.hpp"

using heap_form::block_fault_in;
using heap_form::length_of;
using heaplab::Block;
using heaplab::testing::TestAllocator;

namespace {

TEST(Layout, AFreshHeapShowsNoAllocatedBlock) {
  TestAllocator heap;
  EXPECT_EQ(heap.allocated_blocks(), 0u)
      << "walk() shows an allocated block before the first allocate()";
  EXPECT_EQ(block_fault_in(heap), "");
}

// What malloc_usable_size() tells a program, which may then write to all of it.
TEST(Layout, AllUsableBytesBelongToThePayload) {
  TestAllocator heap;
  for (const std::size_t bytes : {1, 24, 25, 40, 1000}) {
    void* payload = heap.allocate(bytes);
    void* neighbour = heap.allocate(24);
    ASSERT_NE(payload, nullptr) << "allocate(" << bytes << ")";
    ASSERT_NE(neighbour, nullptr) << "allocate(24)";
    const std::size_t usable = heap.usable_bytes(payload);
    EXPECT_GE(usable, bytes) << "usable_bytes() of a block for " << bytes;
    EXPECT_LE(usable, length_of(payload) - sizeof(std::size_t))
        << "usable_bytes() of a block for " << bytes
        << ": the rest of the block is its header";
  }
}

TEST(Layout, AFreshHeapIsShort) {
  TestAllocator heap;
  EXPECT_LE(heap.heap_bytes(), 8192u)
      << "the constructor took more of the heap than a first chunk";
}

TEST(Layout, ABlockIsAHeaderAndItsPayload) {
  TestAllocator heap;
  for (const auto& [payload_bytes, block_bytes] :
       std::vector<std::pair<std::size_t, std::size_t>>{
           {1, 32}, {24, 32}, {25, 48}, {40, 48}, {72, 80}, {1000, 1008}}) {
    void* payload = heap.allocate(payload_bytes);
    ASSERT_NE(payload, nullptr) << "allocate(" << payload_bytes << ")";
    EXPECT_EQ(length_of(payload), block_bytes)
        << "the header of a block for " << payload_bytes << " bytes";
  }
  EXPECT_EQ(block_fault_in(heap), "");
}

TEST(Layout, WalkShowsThePayloadEightBytesAfterItsBlock) {
  TestAllocator heap;
  void* payload = heap.allocate(40);
  ASSERT_NE(payload, nullptr) << "allocate(40) refused on a fresh heap";
  for (const Block& block : heap.blocks()) {
    if (!block.allocated) continue;
    EXPECT_EQ(block.payload, payload) << "walk() shows another payload";
    EXPECT_EQ(static_cast<const std::byte*>(block.address) + 8, payload)
        << "the header is the 8 bytes before the payload";
    EXPECT_EQ(block.payload_bytes, block.bytes - 8)
        << "an allocated block is a header and a payload, nothing else";
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
    EXPECT_EQ(static_cast<const std::byte*>(blocks[i].address),
              static_cast<const std::byte*>(blocks[i - 1].address) +
                  blocks[i - 1].bytes)
        << "block " << i << " does not begin where block " << i - 1 << " ends";
  }
}

TEST(Layout, EveryByteOfAPayloadIsItsOwners) {
  TestAllocator heap;
  for (std::size_t bytes : {24, 40, 72, 104, 1000}) {
    void* payload = heap.allocate(bytes);
    ASSERT_NE(payload, nullptr) << "allocate(" << bytes << ")";
    std::memset(payload, 0xff, bytes);
    EXPECT_EQ(block_fault_in(heap), "")
        << "after a payload of " << bytes << " bytes was filled with ones";
  }
}

TEST(Free, AFreedBlockHasAFooterAndIsUsedAgain) {
  TestAllocator heap;
  void* first = heap.allocate(9000);
  ASSERT_NE(heap.allocate(24), nullptr);
  heap.deallocate(first);
  EXPECT_EQ(block_fault_in(heap), "");
  EXPECT_EQ(heap.allocate(9000), first)
      << "the only free block as long as this was not used again";
  EXPECT_EQ(block_fault_in(heap), "");
}

TEST(Free, TheShortestBlockHoldsItsLinksAndItsFooter) {
  TestAllocator heap;
  void* left = heap.allocate(24);
  void* middle = heap.allocate(24);
  void* right = heap.allocate(24);
  ASSERT_NE(right, nullptr);
  std::memset(left, 0xff, 24);
  std::memset(right, 0xff, 24);
  heap.deallocate(middle);
  EXPECT_EQ(block_fault_in(heap), "");
  for (int i = 0; i < 24; ++i) {
    EXPECT_EQ(static_cast<unsigned char*>(left)[i], 0xff) << "byte " << i;
    EXPECT_EQ(static_cast<unsigned char*>(right)[i], 0xff) << "byte " << i;
  }
}

TEST(Free, FreeingNullptrDoesNothing) {
  TestAllocator heap;
  ASSERT_NE(heap.allocate(64), nullptr);
  heap.deallocate(nullptr);
  EXPECT_EQ(heap.allocated_blocks(), 1u) << "deallocate(nullptr) freed a block";
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
  EXPECT_EQ(block_fault_in(heap), "");
}

TEST(Split, TheRestOfALongBlockIsFree) {
  TestAllocator heap;
  void* whole = heap.allocate(20000);
  ASSERT_NE(heap.allocate(24), nullptr);
  heap.deallocate(whole);
  const std::size_t before = heap.heap_bytes();
  for (int i = 0; i < 8; ++i) {
    ASSERT_NE(heap.allocate(2400), nullptr) << "allocate(2400), number " << i;
    EXPECT_EQ(block_fault_in(heap), "") << "after allocate(2400), number " << i;
  }
  EXPECT_LE(heap.heap_bytes(), before)
      << "eight blocks of 2,416 bytes fit in a free block of 20,016";
}

TEST(Split, NoRestIsTooShortToBeABlock) {
  TestAllocator heap;
  void* payload = heap.allocate(9000);
  ASSERT_NE(heap.allocate(24), nullptr);
  for (std::size_t less = 0; less <= 64; less += 8) {
    heap.deallocate(payload);
    payload = heap.allocate(9000 - less);
    ASSERT_NE(payload, nullptr) << "allocate(" << 9000 - less << ")";
    EXPECT_EQ(block_fault_in(heap), "")
        << "after allocate(" << 9000 - less << ")";
  }
}

// Frees three neighbours in the given order; a fourth block stays behind them.
void expect_one_free_block(const std::vector<std::size_t>& order) {
  TestAllocator heap;
  std::vector<void*> payloads;
  for (int i = 0; i < 4; ++i) payloads.push_back(heap.allocate(9000));
  ASSERT_NE(payloads.back(), nullptr);
  for (std::size_t i : order) {
    heap.deallocate(payloads[i]);
    EXPECT_EQ(block_fault_in(heap), "") << "after block " << i << " was freed";
  }
  EXPECT_EQ(heap.allocated_blocks(), 1u) << "a freed block is shown allocated";
  EXPECT_NE(heap.allocate(27000), nullptr)
      << "three free neighbours were not joined; freed in the order "
      << order[0] << ", " << order[1] << ", " << order[2];
  EXPECT_EQ(block_fault_in(heap), "");
}

TEST(Coalesce, JoinsTheLeftNeighbour) { expect_one_free_block({0, 1, 2}); }
TEST(Coalesce, JoinsTheRightNeighbour) { expect_one_free_block({2, 1, 0}); }
TEST(Coalesce, JoinsBothNeighbours) { expect_one_free_block({0, 2, 1}); }

TEST(Coalesce, LeavesLiveNeighboursAlone) {
  TestAllocator heap;
  void* payloads[3];
  for (void*& payload : payloads) payload = heap.allocate(64);
  ASSERT_NE(payloads[2], nullptr);
  heap.deallocate(payloads[1]);
  EXPECT_EQ(heap.allocated_blocks(), 2u)
      << "freeing a block between two live ones changed one of them";
  EXPECT_EQ(block_fault_in(heap), "");
}

TEST(Coalesce, IsNotMisledByAPayloadThatLooksLikeAFooter) {
  TestAllocator heap;
  void* left = heap.allocate(72);
  void* right = heap.allocate(72);
  ASSERT_NE(right, nullptr);
  ASSERT_NE(heap.allocate(24), nullptr);
  for (std::size_t k = 0; k < 72; k += 8)
    heap_form::set_word(static_cast<std::byte*>(left) + k, 80);
  heap.deallocate(right);
  EXPECT_EQ(heap.allocated_blocks(), 2u)
      << "the last 8 bytes of a live payload were taken for a footer";
  EXPECT_EQ(block_fault_in(heap), "");
}

}  // namespace
