// Task 3: the last block changes in place, the others move.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

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

void* allocate_text(TestAllocator& allocator, const std::string& text) {
  void* payload = allocator.allocate(text.size());
  if (is_usable(allocator, payload, text.size()))
    std::memcpy(payload, text.data(), text.size());
  return payload;
}

std::string text_at(const TestAllocator& allocator, const void* payload,
                    std::size_t bytes) {
  if (!is_usable(allocator, payload, bytes)) return "(no payload in the heap)";
  return std::string(static_cast<const char*>(payload), bytes);
}

TEST(Reallocate, GrowsTheLastBlockInPlace) {
  TestAllocator allocator;
  void* last = allocate_text(allocator, "in the last block");
  ASSERT_NE(last, nullptr) << "17 bytes of a heap of 64 KiB were refused";
  EXPECT_EQ(allocator.reallocate(last, 9000), last)
      << "nothing stands behind the last block: it need not move";
  EXPECT_EQ(text_at(allocator, last, 17), "in the last block");
}

TEST(Reallocate, GivesTheEndOfTheLastBlockToTheNext) {
  TestAllocator allocator;
  auto* last = static_cast<std::byte*>(allocator.allocate(9000));
  ASSERT_NE(last, nullptr) << "9000 bytes of a heap of 64 KiB were refused";
  EXPECT_EQ(allocator.reallocate(last, 8), last);
  EXPECT_EQ(allocator.allocate(8), last + 16)
      << "the bytes that the last block gave up must be used again";
}

TEST(Reallocate, MovesAnEarlierBlockWithItsContent) {
  TestAllocator allocator;
  void* first = allocate_text(allocator, "twenty bytes of text");
  void* second = allocate_text(allocator, "neighbour");
  void* moved = allocator.reallocate(first, 200);
  EXPECT_NE(moved, first) << "another block stands right behind it";
  EXPECT_EQ(text_at(allocator, moved, 20), "twenty bytes of text");
  EXPECT_EQ(text_at(allocator, second, 9), "neighbour");
  EXPECT_EQ(allocator.allocated_blocks(), 2u)
      << "the old block must end when its content has moved";
}

TEST(Reallocate, LeavesAnEarlierBlockWhereItFits) {
  TestAllocator allocator;
  void* first = allocate_text(allocator, "some text");
  ASSERT_NE(first, nullptr) << "9 bytes of a heap of 64 KiB were refused";
  allocator.allocate(40);
  EXPECT_EQ(allocator.reallocate(first, 4), first)
      << "a smaller size fits where the block stands";
}

TEST(Reallocate, KeepsTheOldBlockWhenRefused) {
  TestAllocator allocator(4096);
  void* first = allocate_text(allocator, "do not lose me");
  void* last = allocate_text(allocator, "nor me");
  EXPECT_EQ(allocator.reallocate(first, 100000), nullptr);
  EXPECT_EQ(allocator.reallocate(last, 100000), nullptr);
  EXPECT_EQ(allocator.reallocate(last, SIZE_MAX), nullptr);
  EXPECT_EQ(allocator.allocated_blocks(), 2u)
      << "a refused reallocate ended the old block";
  EXPECT_EQ(text_at(allocator, first, 14), "do not lose me");
  EXPECT_EQ(text_at(allocator, last, 6), "nor me");
  EXPECT_TRUE(allocator.check()) << allocator.why();
}

TEST(Reallocate, AllocatesForNullptrAndFreesForZeroBytes) {
  TestAllocator allocator;
  void* payload = allocator.reallocate(nullptr, 40);
  ASSERT_NE(payload, nullptr) << "reallocate(nullptr, 40) is allocate(40)";
  EXPECT_EQ(allocator.allocated_blocks(), 1u);
  EXPECT_EQ(allocator.reallocate(payload, 0), nullptr)
      << "reallocate(p, 0) frees p and returns nullptr";
  EXPECT_EQ(allocator.allocated_blocks(), 0u);
}

}  // namespace
