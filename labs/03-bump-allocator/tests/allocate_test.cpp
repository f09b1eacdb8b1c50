// Task 1 and 2: blocks on a small heap.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "heaplab/testing.hpp"

namespace {

using heaplab::Block;
using heaplab::testing::TestAllocator;

std::uintptr_t address_of(const void* payload) {
  return reinterpret_cast<std::uintptr_t>(payload);
}

// True when a test may read and write all of a payload.
bool is_usable(const TestAllocator& allocator, const void* payload,
               std::size_t bytes) {
  const auto* begin = static_cast<const std::byte*>(payload);
  return begin >= allocator.heap_begin() && begin <= allocator.heap_end() &&
         bytes <= static_cast<std::size_t>(allocator.heap_end() - begin);
}

bool all_bytes_are(const void* payload, std::size_t bytes, int value) {
  const auto* byte = static_cast<const unsigned char*>(payload);
  return std::all_of(byte, byte + bytes, [&](int b) { return b == value; });
}

TEST(Allocate, GivesDifferentPayloadsThatDoNotTouch) {
  TestAllocator allocator;
  auto* first = static_cast<std::byte*>(allocator.allocate(24));
  auto* second = static_cast<std::byte*>(allocator.allocate(24));
  ASSERT_NE(first, nullptr) << "24 bytes of a heap of 64 KiB were refused";
  ASSERT_NE(second, nullptr) << "24 bytes of a heap of 64 KiB were refused";
  EXPECT_GE(second, first + 24)
      << "the second payload begins before the first one ends";
}

TEST(Allocate, AlignsEveryPayload) {
  TestAllocator allocator;
  for (std::size_t bytes = 1; bytes <= 64; ++bytes) {
    const void* payload = allocator.allocate(bytes);
    ASSERT_NE(payload, nullptr) << bytes << " bytes were refused";
    ASSERT_EQ(address_of(payload) % 16, 0u)
        << "a payload of " << bytes << " bytes is no multiple of 16";
  }
}

TEST(Allocate, SpendsOneHeaderOnEachBlock) {
  TestAllocator allocator;
  const auto first = address_of(allocator.allocate(8));
  const auto second = address_of(allocator.allocate(9));
  const auto third = address_of(allocator.allocate(24));
  EXPECT_EQ(second - first, 16u)
      << "a header and a payload of 8 bytes fill 16 bytes exactly";
  EXPECT_EQ(third - second, 32u)
      << "a header and a payload of 9 bytes need 17 bytes, rounded up to 32";
}

TEST(Allocate, RefusesWhatDoesNotFitAndGoesOn) {
  TestAllocator allocator(4096);
  EXPECT_EQ(allocator.allocate(5000), nullptr)
      << "5000 bytes cannot fit into a heap of 4096";
  EXPECT_NE(allocator.allocate(3500), nullptr)
      << "3500 bytes do fit into a heap of 4096, after a refusal too";
}

TEST(Allocate, RefusesSizesThatOverflow) {
  TestAllocator allocator;
  ASSERT_NE(allocator.allocate(1), nullptr);
  const std::size_t before = allocator.heap_bytes();
  for (std::size_t less = 0; less <= 64; ++less) {
    ASSERT_EQ(allocator.allocate(SIZE_MAX - less), nullptr)
        << "SIZE_MAX - " << less << " bytes were granted: does the sum with "
        << "the header, or the rounding, overflow?";
  }
  EXPECT_EQ(allocator.heap_bytes(), before)
      << "a refused request made the heap grow";
  EXPECT_EQ(allocator.allocated_blocks(), 1u)
      << "a refused request left a block behind";
}

TEST(Allocate, KeepsTheHeapCloseToWhatItNeeds) {
  TestAllocator allocator(1 << 20);
  for (int k = 0; k < 100; ++k) ASSERT_NE(allocator.allocate(1000), nullptr);
  EXPECT_LE(allocator.heap_bytes(), 100u * 1008 + 64 + 4096)
      << "100 blocks of 1008 bytes: the heap may be 4096 bytes larger at most";
}

TEST(Deallocate, LeavesTheBlockInThePictureAsFree) {
  TestAllocator allocator;
  allocator.allocate(40);
  void* middle = allocator.allocate(40);
  allocator.allocate(40);
  allocator.deallocate(middle);
  ASSERT_EQ(allocator.blocks().size(), 3u) << "walk() must show all blocks";
  EXPECT_FALSE(allocator.blocks()[1].allocated)
      << "walk() shows the freed block as allocated";
  EXPECT_EQ(allocator.allocated_blocks(), 2u)
      << "free must not touch the other two blocks";
}

TEST(Deallocate, IgnoresNullptr) {
  TestAllocator allocator;
  allocator.allocate(40);
  allocator.deallocate(nullptr);
  EXPECT_EQ(allocator.allocated_blocks(), 1u)
      << "free(nullptr) must not free anything";
}

TEST(AllocateZeroed, ClearsBytesOfDeadBlocks) {
  TestAllocator allocator;
  const std::size_t mark = allocator.mark();
  void* junk = allocator.allocate(500);
  ASSERT_TRUE(is_usable(allocator, junk, 500)) << "500 bytes were refused";
  std::memset(junk, 0xEE, 500);
  allocator.release(mark);
  const void* zeroed = allocator.allocate_zeroed(500);
  ASSERT_TRUE(is_usable(allocator, zeroed, 500)) << "500 bytes were refused";
  EXPECT_TRUE(all_bytes_are(zeroed, 500, 0))
      << "the memory was used before, and not all of it was cleared";
}

TEST(AllocateAligned, HonoursEveryPowerOfTwo) {
  TestAllocator allocator(1 << 20);
  for (std::size_t alignment = 1; alignment <= 8192; alignment *= 2) {
    allocator.allocate(1);
    const void* payload = allocator.allocate_aligned(alignment, 10);
    ASSERT_NE(payload, nullptr);
    const std::size_t unit = std::max<std::size_t>(alignment, 16);
    EXPECT_EQ(address_of(payload) % unit, 0u)
        << "asked for a multiple of " << alignment << ", and at least of 16";
  }
}

TEST(AllocateAligned, PadsWithABlockThatWalkCanStepOver) {
  TestAllocator allocator;
  allocator.allocate(1);
  const void* payload = allocator.allocate_aligned(1024, 100);
  const std::vector<Block> blocks = allocator.blocks();
  ASSERT_FALSE(blocks.empty());
  EXPECT_EQ(blocks.back().payload, payload)
      << "the aligned block must be the last one that walk() shows";
  EXPECT_GE(blocks.back().payload_bytes, 100u);
  EXPECT_EQ(allocator.allocated_blocks(), 2u)
      << "padding is shown as free, or not at all";
}

TEST(AllocateAligned, LeavesNoPaddingBehindWhenRefused) {
  TestAllocator allocator(4096);
  ASSERT_NE(allocator.allocate(1), nullptr) << "1 byte was refused";
  const std::size_t before = allocator.blocks().size();
  EXPECT_EQ(allocator.allocate_aligned(64, 8000), nullptr);
  EXPECT_EQ(allocator.blocks().size(), before)
      << "a refused request put a block of padding into the heap";
  EXPECT_TRUE(allocator.check()) << allocator.why();
}

}  // namespace
