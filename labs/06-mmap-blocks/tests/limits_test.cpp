// Tasks 2 and 6: heap or mapping, whichever has room; and what is given back.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <vector>

#include "heaplab/testing.hpp"

using heaplab::testing::TestAllocator;

namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t mib = 1024 * kib;

TEST(Limits, RequestsThatOverflowAreRefused) {
  TestAllocator heap(64 * kib, 4 * mib);
  for (std::size_t less : {0, 1, 31, 32, 63, 4095, 4096, 8191}) {
    EXPECT_EQ(heap.allocate(SIZE_MAX - less), nullptr)
        << "allocate(SIZE_MAX - " << less << ") was granted";
    EXPECT_EQ(heap.allocate_zeroed(SIZE_MAX - less), nullptr);
    EXPECT_EQ(heap.allocate_aligned(65536, SIZE_MAX - less), nullptr);
  }
  EXPECT_EQ(heap.allocated_blocks(), 0u) << "a refused request left a block";
  EXPECT_EQ(heap.mapped_bytes(), 0u) << "a refused request left a mapping";
}

TEST(Limits, TheHeapServesWhenNothingCanBeMapped) {
  TestAllocator heap(2 * mib, 0);
  void* const payload = heap.allocate(mib);
  ASSERT_NE(payload, nullptr) << "1 MiB fits in a heap of 2 MiB";
  std::memset(payload, 1, mib);
  EXPECT_NE(heap.reallocate(payload, mib + 300 * kib), nullptr);
  EXPECT_EQ(heap.allocate(mib), nullptr);
  EXPECT_EQ(heap.allocated_blocks(), 1u);
}

TEST(Limits, AMappingServesWhenTheHeapIsFull) {
  TestAllocator heap(16 * kib, mib);
  std::size_t granted = 0;
  while (granted < 20 && heap.allocate(4000) != nullptr) ++granted;
  EXPECT_EQ(granted, 20u)
      << "the heap has 16 KiB, and 1 MiB may be mapped beside it";
  EXPECT_TRUE(heap.check()) << "check() says: " << heap.why();
}

TEST(Limits, FullOnBothSidesAndServedAgainAfterAFree) {
  TestAllocator heap(64 * kib, mib);
  std::vector<void*> payloads;
  while (payloads.size() < 100) {
    void* const payload = heap.allocate(30 * kib);
    if (payload == nullptr) break;
    payloads.push_back(payload);
  }
  ASSERT_GE(payloads.size(), 20u) << "blocks of 30 KiB in 64 KiB and 1 MiB";
  ASSERT_LT(payloads.size(), 100u);
  for (std::size_t i : {std::size_t{0}, payloads.size() - 1}) {
    heap.deallocate(payloads[i]);
    payloads[i] = heap.allocate(30 * kib);
    EXPECT_NE(payloads[i], nullptr) << "no room where a block was just freed";
  }
}

TEST(Limits, AMapThatIsRefusedLeavesNoTrace) {
  TestAllocator heap(64 * kib, 4 * mib);
  void* const kept = heap.allocate(3 * mib);
  ASSERT_NE(kept, nullptr);
  const std::size_t mapped = heap.mapped_bytes();
  EXPECT_EQ(heap.allocate(2 * mib), nullptr);
  EXPECT_EQ(heap.allocate_aligned(mib, 900 * kib), nullptr)
      << "1 MiB is left, but not for 900 KiB at a multiple of 1 MiB";
  EXPECT_EQ(heap.mapped_bytes(), mapped);
  EXPECT_TRUE(heap.check()) << "check() says: " << heap.why();
}

TEST(GiveBack, AFreedMappingIsNoLongerThere) {
  TestAllocator heap(64 * kib, 64 * mib);
  std::vector<void*> payloads;
  for (int i = 0; i < 10; ++i) payloads.push_back(heap.allocate(4 * mib));
  for (void* payload : payloads) heap.deallocate(payload);
  // Who keeps a mapping for the next request has 2000 calls to get one.
  for (int i = 0; i < 1000; ++i) heap.deallocate(heap.allocate(100));
  EXPECT_LE(heap.mapped_bytes() + heap.heap_bytes(), 64 * kib)
      << "bytes of footprint with no live block";
}

TEST(GiveBack, TheEndOfTheHeapShrinksAfterAPeak) {
  TestAllocator heap(16 * mib, 64 * mib);
  std::vector<void*> payloads;
  for (int i = 0; i < 1000; ++i) payloads.push_back(heap.allocate(8000));
  const std::size_t peak = heap.heap_bytes();
  for (std::size_t i = payloads.size(); i-- > 10;) {
    heap.deallocate(payloads[i]);
  }
  EXPECT_LT(heap.heap_bytes(), peak / 8)
      << "all but the first 80,000 of 8,000,000 bytes are free";
  EXPECT_TRUE(heap.check()) << "check() says: " << heap.why();
  EXPECT_NE(heap.allocate(100000), nullptr);
}

TEST(GiveBack, ALittleBackAndForthCostsNoCallEachTime) {
  TestAllocator heap(mib, 64 * mib);
  ASSERT_NE(heap.allocate(100), nullptr);
  void* payload = heap.allocate(8000);
  const std::size_t before = heap.heap_bytes();
  heap.deallocate(payload);
  EXPECT_EQ(heap.heap_bytes(), before)
      << "8000 free bytes at the heap's end are not worth a call of shrink()";
}

}  // namespace
