// Tasks 3 and 7: every free block is on one list, and find() uses the lists.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <vector>

#include "heap_form.hpp"
#include "heaplab/testing.hpp"

using heap_form::fault_in;
using heaplab::testing::TestAllocator;

namespace {

// `count` free blocks for `bytes` bytes each, with live ones between them.
std::vector<void*> make_holes(TestAllocator& heap, int count,
                              std::size_t bytes) {
  std::vector<void*> holes;
  for (int i = 0; i < count; ++i) {
    holes.push_back(heap.allocate(bytes));
    heap.allocate(24);
  }
  for (void* hole : holes) heap.deallocate(hole);
  return holes;
}

TEST(Lists, LinksAreSoundAfterEachFree) {
  TestAllocator heap;
  std::vector<void*> payloads;
  for (int i = 0; i < 20; ++i) payloads.push_back(heap.allocate(100));
  ASSERT_NE(payloads.back(), nullptr);
  for (int i = 0; i < 20; i += 2) {
    heap.deallocate(payloads[i]);
    EXPECT_EQ(fault_in(heap), "") << "after free number " << i / 2 + 1;
  }
}

TEST(Lists, EveryHoleIsFoundAgain) {
  TestAllocator heap;
  make_holes(heap, 6, 5000);
  const std::size_t before = heap.heap_bytes();
  for (int i = 0; i < 6; ++i) {
    ASSERT_NE(heap.allocate(5000), nullptr) << "allocate(5000), number " << i;
    EXPECT_EQ(fault_in(heap), "") << "after hole number " << i + 1;
  }
  EXPECT_EQ(heap.heap_bytes(), before)
      << "six holes of 5,000 bytes, six requests for as many";
}

TEST(Lists, ABlockLeavesItsListFromAnyPlace) {
  for (std::size_t taken = 0; taken < 5; ++taken) {
    TestAllocator heap;
    std::vector<void*> holes;
    std::vector<void*> guards;
    for (int i = 0; i < 5; ++i) {
      holes.push_back(heap.allocate(200));
      guards.push_back(heap.allocate(24));
    }
    ASSERT_NE(heap.allocate(24), nullptr);
    for (void* hole : holes) heap.deallocate(hole);
    heap.deallocate(guards[taken]);  // joins one or two holes
    EXPECT_EQ(fault_in(heap), "") << "after hole " << taken << " was joined";
  }
}

TEST(Lists, AShortRequestLeavesTheLongBlockAlone) {
  for (const bool long_one_last : {false, true}) {
    TestAllocator heap;
    void* longest = heap.allocate(20000);
    heap.allocate(24);
    void* shortest = heap.allocate(64);
    ASSERT_NE(heap.allocate(24), nullptr);
    heap.deallocate(long_one_last ? shortest : longest);
    heap.deallocate(long_one_last ? longest : shortest);
    ASSERT_NE(heap.allocate(64), nullptr);
    EXPECT_EQ(heap.allocate(20000), longest)
        << "a request for 64 bytes was cut from 20,016 bytes although a free "
           "block of 80 was there"
        << (long_one_last ? "; the long block was freed last" : "");
    EXPECT_EQ(fault_in(heap), "");
  }
}

TEST(Lists, ALongerClassServesWhenTheOwnIsEmpty) {
  TestAllocator heap;
  make_holes(heap, 1, 20000);
  const std::size_t before = heap.heap_bytes();
  for (std::size_t bytes : {24, 100, 500, 2000, 8000}) {
    ASSERT_NE(heap.allocate(bytes), nullptr) << "allocate(" << bytes << ")";
    EXPECT_EQ(fault_in(heap), "") << "after allocate(" << bytes << ")";
  }
  EXPECT_EQ(heap.heap_bytes(), before)
      << "10,700 bytes fit in a free block of 20,016";
}

TEST(Lists, AFreeBlockOfAnyLengthIsFoundAtTheLimit) {
  for (std::size_t bytes = 600; bytes <= 6000; bytes += 200) {
    TestAllocator heap(16384);
    void* hole = heap.allocate(bytes);
    ASSERT_NE(hole, nullptr) << "allocate(" << bytes << ")";
    while (heap.allocate(24) != nullptr) {
    }
    heap.deallocate(hole);
    EXPECT_EQ(heap.allocate(bytes), hole)
        << "the heap is full but for one free block, and " << bytes
        << " bytes fit in it";
  }
}

TEST(Lists, TheSecondOfAListIsFoundWhenTheFirstIsTooShort) {
  for (const bool long_one_last : {false, true}) {
    TestAllocator heap(49152);
    void* longer = heap.allocate(20400);
    heap.allocate(24);
    void* shorter = heap.allocate(20000);
    ASSERT_NE(heap.allocate(24), nullptr);
    heap.deallocate(long_one_last ? shorter : longer);
    heap.deallocate(long_one_last ? longer : shorter);
    EXPECT_EQ(heap.allocate(20300), longer)
        << "of two free blocks one is long enough; the heap cannot grow";
    EXPECT_EQ(fault_in(heap), "");
  }
}

// A small program: 400 requests of mixed lengths, freed and resized at random.
TEST(Lists, AreSoundThroughoutALongStory) {
  TestAllocator heap(256 * 1024);
  std::uint64_t seed = 5;
  const auto random = [&](std::uint64_t below) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (seed >> 33) % below;
  };
  std::vector<void*> live(40, nullptr);
  for (int step = 0; step < 400; ++step) {
    void*& payload = live[random(live.size())];
    const std::size_t bytes = 1 + random(std::uint64_t{16} << random(8));
    if (payload == nullptr) {
      payload = heap.allocate(bytes);
      ASSERT_NE(payload, nullptr) << "allocate(" << bytes << ")";
      std::memset(payload, 0xff, bytes);
    } else if (random(3) == 0) {
      payload = heap.reallocate(payload, bytes);
      ASSERT_NE(payload, nullptr) << "reallocate(…, " << bytes << ")";
    } else {
      heap.deallocate(payload);
      payload = nullptr;
    }
    ASSERT_EQ(fault_in(heap), "") << "after step " << step;
  }
}

}  // namespace
