// Task 4 and 5: mark and release, and the heap checker.
#include <gtest/gtest.h>

#include <cstring>

#include "heaplab/testing.hpp"

namespace {

using heaplab::testing::TestAllocator;

// True when a test may read and write all of a payload.
bool is_usable(const TestAllocator& allocator, const void* payload,
               std::size_t bytes) {
  const auto* begin = static_cast<const std::byte*>(payload);
  return begin >= allocator.heap_begin() && begin <= allocator.heap_end() &&
         bytes <= static_cast<std::size_t>(allocator.heap_end() - begin);
}

TEST(Release, EndsTheBlocksSinceTheMarkOnly) {
  TestAllocator allocator;
  void* old = allocator.allocate(40);
  const std::size_t mark = allocator.mark();
  void* young = allocator.allocate(40);
  ASSERT_NE(young, nullptr) << "40 bytes of a heap of 64 KiB were refused";
  allocator.allocate(4000);
  allocator.release(mark);
  ASSERT_EQ(allocator.allocated_blocks(), 1u);
  EXPECT_EQ(allocator.blocks()[0].payload, old);
  EXPECT_EQ(allocator.allocate(100), young)
      << "the next block begins where the first released one began";
}

TEST(Release, GivesTheBytesBackToTheHeap) {
  TestAllocator allocator;
  const std::size_t mark = allocator.mark();
  ASSERT_NE(allocator.allocate(30000), nullptr);
  allocator.release(mark);
  EXPECT_LE(allocator.heap_bytes(), 64u + 4096u)
      << "no block is left: shrink() the heap";
}

TEST(Release, WorksForOuterMarksAfterInnerOnes) {
  TestAllocator allocator;
  const std::size_t outer = allocator.mark();
  void* first = allocator.allocate(40);
  const std::size_t inner = allocator.mark();
  void* second = allocator.allocate(40);
  ASSERT_NE(second, nullptr) << "40 bytes of a heap of 64 KiB were refused";
  allocator.release(inner);
  EXPECT_EQ(allocator.allocate(40), second);
  allocator.release(outer);
  EXPECT_EQ(allocator.allocated_blocks(), 0u);
  EXPECT_EQ(allocator.allocate(40), first);
}

TEST(Release, SparesABlockThatGrewInPlaceSinceTheMark) {
  TestAllocator allocator;
  auto* block = static_cast<char*>(allocator.allocate(16));
  const std::size_t mark = allocator.mark();
  ASSERT_NE(block, nullptr) << "16 bytes of a heap of 64 KiB were refused";
  ASSERT_EQ(allocator.reallocate(block, 3000), block);
  allocator.allocate(40);
  allocator.release(mark);
  ASSERT_EQ(allocator.allocated_blocks(), 1u);
  EXPECT_GE(allocator.blocks()[0].payload_bytes, 3000u)
      << "the block is older than the mark: it keeps all its bytes";
  EXPECT_TRUE(allocator.check()) << allocator.why();
  auto* next = static_cast<char*>(allocator.allocate(8));
  EXPECT_GE(next, block + 3000) << "the next block stands inside a live one";
}

TEST(Release, SparesABlockThatShrankInPlaceSinceTheMark) {
  TestAllocator allocator;
  auto* block = static_cast<char*>(allocator.allocate(3000));
  ASSERT_NE(block, nullptr) << "3000 bytes of a heap of 64 KiB were refused";
  const std::size_t mark = allocator.mark();
  ASSERT_EQ(allocator.reallocate(block, 8), block);
  allocator.allocate(5000);
  allocator.release(mark);
  EXPECT_EQ(allocator.allocated_blocks(), 1u);
  EXPECT_TRUE(allocator.check()) << allocator.why();
  EXPECT_EQ(allocator.allocate(8), block + 16)
      << "the next block begins right behind the shrunk one";
}

TEST(Check, AcceptsASoundHeap) {
  TestAllocator allocator;
  EXPECT_TRUE(allocator.check()) << "an empty heap: " << allocator.why();
  void* first = allocator.allocate(40);
  ASSERT_NE(first, nullptr) << "40 bytes of a heap of 64 KiB were refused";
  allocator.allocate_aligned(512, 40);
  allocator.deallocate(first);
  EXPECT_TRUE(allocator.check()) << allocator.why();
}

TEST(Check, SaysThatAHeaderIsBroken) {
  for (const int junk : {0x00, 0x29, 0xFF}) {
    TestAllocator allocator;
    allocator.allocate(40);
    void* middle = allocator.allocate(40);
    allocator.allocate(40);
    ASSERT_TRUE(is_usable(allocator, middle, 40)) << "40 bytes were refused";
    std::memset(static_cast<char*>(middle) - 8, junk, 8);
    EXPECT_FALSE(allocator.check())
        << "the 8 bytes in front of a payload were set to " << junk
        << ", and check() calls the heap sound";
    EXPECT_FALSE(allocator.why().empty())
        << "check() must say in words what is broken";
  }
}

}  // namespace
