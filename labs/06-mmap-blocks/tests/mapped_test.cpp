// Tasks 1 to 4: what is mapped, how long the mappings are, what becomes of
// them.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "heaplab/testing.hpp"

using heaplab::Block;
using heaplab::testing::TestAllocator;

namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t mib = 1024 * kib;
constexpr std::size_t page = 4096;

class Mapped : public testing::Test {
 protected:
  void* get(std::size_t bytes) {
    void* const payload = heap_.allocate(bytes);
    if (payload == nullptr) {
      throw std::runtime_error("allocate(" + std::to_string(bytes) +
                               ") was refused");
    }
    return payload;
  }
  bool is_in_heap(const void* payload) const {
    return heap_.heap_begin() <= payload && payload < heap_.heap_end();
  }

  TestAllocator heap_{256 * kib, 64 * mib};
};

std::uintptr_t number(const void* payload) {
  return reinterpret_cast<std::uintptr_t>(payload);
}

bool holds(const void* payload, int value, std::size_t bytes) {
  const auto* at = static_cast<const unsigned char*>(payload);
  for (std::size_t i = 0; i < bytes; ++i) {
    if (at[i] != value) return false;
  }
  return true;
}

TEST_F(Mapped, SmallRequestsAreNotMapped) {
  for (std::size_t bytes : {1, 100, 4096, 16384}) {
    EXPECT_TRUE(is_in_heap(get(bytes))) << bytes << " bytes were mapped";
  }
  EXPECT_EQ(heap_.mapped_bytes(), 0u);
}

TEST_F(Mapped, LargeRequestsAreMapped) {
  for (std::size_t bytes : {256 * kib, mib, 3 * mib}) {
    EXPECT_FALSE(is_in_heap(get(bytes))) << bytes << " bytes are in the heap";
  }
}

TEST_F(Mapped, AMappingIsNotMuchLongerThanItsBlock) {
  for (std::size_t more : {0, 1, 4000, 4064, 4095}) {
    const std::size_t before = heap_.mapped_bytes();
    get(mib + more);
    const std::size_t mapped = heap_.mapped_bytes() - before;
    EXPECT_EQ(mapped % page, 0u);
    EXPECT_LE(mapped, mib + 2 * page) << "for " << mib + more << " bytes";
  }
}

TEST_F(Mapped, WalkShowsTheWholeMapping) {
  const void* const payload = get(mib);
  const std::vector<Block> blocks = heap_.blocks();
  ASSERT_FALSE(blocks.empty()) << "walk() shows no block";
  const Block& block = blocks.back();
  EXPECT_EQ(block.payload, payload);
  EXPECT_EQ(number(block.address) % page, 0u)
      << "a mapped block begins where its mapping begins";
  EXPECT_EQ(block.bytes, heap_.mapped_bytes());
  EXPECT_TRUE(block.allocated);
}

TEST_F(Mapped, WalkShowsMappedBlocksInAddressOrder) {
  std::vector<void*> payloads;
  for (int i = 0; i < 8; ++i) payloads.push_back(get(mib));
  for (int i : {5, 0, 3}) heap_.deallocate(payloads[static_cast<size_t>(i)]);
  get(2 * mib);
  get(mib);
  const void* last = nullptr;
  std::size_t mapped = 0;
  for (const Block& block : heap_.blocks()) {
    if (is_in_heap(block.address)) continue;
    EXPECT_GT(number(block.address), number(last))
        << "walk() shows mapped blocks in another order";
    last = block.address;
    ++mapped;
  }
  EXPECT_EQ(mapped, 7u) << "mapped blocks that walk() shows";
}

TEST_F(Mapped, EveryByteOfTheLastPageIsThere) {
  void* const payload = get(mib + 5);
  const std::size_t usable = heap_.usable_bytes(payload);
  ASSERT_GE(usable, mib + 5);
  ASSERT_LE(usable, heap_.mapped_bytes());
  std::memset(payload, 7, usable);
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
  heap_.deallocate(payload);
  EXPECT_EQ(heap_.allocated_blocks(), 0u);
}

TEST_F(Mapped, UsableBytesOfSmallBlocksAndOfNull) {
  for (std::size_t bytes : {1, 16, 17, 1000}) {
    EXPECT_GE(heap_.usable_bytes(get(bytes)), bytes);
    EXPECT_LE(heap_.usable_bytes(get(bytes)), bytes + 64);
  }
  EXPECT_EQ(heap_.usable_bytes(nullptr), 0u);
}

TEST_F(Mapped, AllocatingNothingReturnsAPayload) {
  void* const first = heap_.allocate(0);
  void* const second = heap_.allocate(0);
  EXPECT_NE(first, nullptr) << "programs take nullptr for a failure";
  EXPECT_NE(first, second) << "two live blocks at one address";
}

TEST_F(Mapped, AGrownBlockKeepsItsBytes) {
  void* const payload = get(mib);
  get(mib);
  std::memset(payload, 3, mib);
  void* const grown = heap_.reallocate(payload, 20 * mib);
  ASSERT_NE(grown, nullptr);
  EXPECT_TRUE(holds(grown, 3, mib)) << "bytes were lost";
  EXPECT_GE(heap_.usable_bytes(grown), 20 * mib);
}

TEST_F(Mapped, FromTheHeapToAMappingAndBack) {
  void* const small = get(3000);
  std::memset(small, 9, 3000);
  void* const large = heap_.reallocate(small, 2 * mib);
  ASSERT_NE(large, nullptr);
  EXPECT_FALSE(is_in_heap(large)) << "2 MiB are in the heap";
  EXPECT_TRUE(holds(large, 9, 3000)) << "the 3000 bytes are not the same";
  void* const back = heap_.reallocate(large, 2000);
  ASSERT_NE(back, nullptr);
  EXPECT_TRUE(holds(back, 9, 2000)) << "the first 2000 bytes are not the same";
  EXPECT_LE(heap_.usable_bytes(back), 4 * page)
      << "a mapping of 2 MiB is kept for 2000 bytes";
}

TEST_F(Mapped, AShrunkBlockGivesItsPagesBack) {
  void* const payload = get(8 * mib);
  std::memset(payload, 4, mib);
  void* const shrunk = heap_.reallocate(payload, mib);
  ASSERT_NE(shrunk, nullptr);
  EXPECT_TRUE(holds(shrunk, 4, mib));
  EXPECT_LE(heap_.mapped_bytes(), mib + 2 * page);
}

TEST_F(Mapped, ARefusedReallocateChangesNothing) {
  void* const payload = get(10 * mib);
  std::memset(payload, 6, 10 * mib);
  EXPECT_EQ(heap_.reallocate(payload, 100 * mib), nullptr)
      << "64 MiB may be mapped";
  EXPECT_EQ(heap_.reallocate(payload, SIZE_MAX), nullptr);
  EXPECT_EQ(heap_.reallocate(payload, SIZE_MAX - page), nullptr);
  EXPECT_TRUE(holds(payload, 6, 10 * mib));
  EXPECT_EQ(heap_.allocated_blocks(), 1u);
}

void expect_aligned(TestAllocator& heap, std::size_t alignment) {
  for (std::size_t bytes : {mib, mib + 4000}) {
    void* const payload = heap.allocate_aligned(alignment, bytes);
    ASSERT_NE(payload, nullptr) << bytes << " bytes aligned to " << alignment;
    EXPECT_EQ(number(payload) % alignment, 0u)
        << bytes << " bytes aligned to " << alignment << " stand at "
        << payload;
    std::memset(payload, 1, bytes);
  }
  EXPECT_LE(heap.mapped_bytes(), 2 * mib + 5 * page)
      << "what lies before and behind the aligned blocks is still mapped";
  EXPECT_TRUE(heap.check()) << "check() says: " << heap.why();
}

TEST_F(Mapped, AlignmentsUpToAPage) {
  for (std::size_t alignment : {16, 32, 64, 1024, 4096}) {
    TestAllocator heap(64 * kib, 16 * mib);
    expect_aligned(heap, alignment);
  }
}

TEST_F(Mapped, AlignmentsBeyondAPage) {
  for (std::size_t alignment : {2 * page, 64 * kib, mib, 4 * mib}) {
    TestAllocator heap(64 * kib, 16 * mib);
    expect_aligned(heap, alignment);
  }
}

TEST_F(Mapped, AnAlignedBlockIsFreedAndResizedLikeAnyOther) {
  void* const payload = heap_.allocate_aligned(mib, 2 * mib);
  ASSERT_NE(payload, nullptr);
  std::memset(payload, 8, 2 * mib);
  void* const grown = heap_.reallocate(payload, 5 * mib);
  ASSERT_NE(grown, nullptr);
  EXPECT_TRUE(holds(grown, 8, 2 * mib));
  heap_.deallocate(grown);
  EXPECT_EQ(heap_.allocated_blocks(), 0u);
}

TEST_F(Mapped, ZeroedBlocksAreZeroWhereverTheyCome) {
  for (std::size_t bytes : {500 * kib, 40 * kib, 300 * kib, 90 * kib}) {
    void* const junk = get(bytes);
    std::memset(junk, 0xff, bytes);
    heap_.deallocate(junk);
    void* const payload = heap_.allocate_zeroed(bytes);
    ASSERT_NE(payload, nullptr);
    EXPECT_TRUE(holds(payload, 0, bytes)) << "not all of " << bytes << " bytes";
    std::memset(payload, 0xff, bytes);
    heap_.deallocate(payload);
  }
}

}  // namespace
