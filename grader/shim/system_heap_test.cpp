#include "shim/system_heap.hpp"

#include <gmock/gmock.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace heaplab::shim {
namespace {

constexpr std::size_t mebibyte = 1 << 20;

class SystemHeapTest : public testing::Test {
 protected:
  SystemHeapTest() { EXPECT_TRUE(heap_.reserve(64 * mebibyte)); }
  ~SystemHeapTest() override { ::munmap(heap_.begin(), heap_.limit()); }

  // Pages of the heap that exist.
  std::size_t resident_pages() const {
    std::vector<unsigned char> pages(heap_.size() / page_bytes + 1);
    EXPECT_EQ(::mincore(heap_.begin(), heap_.size(), pages.data()), 0);
    std::size_t count = 0;
    for (const unsigned char page : pages) count += page & 1;
    return count;
  }

  SystemHeap heap_;
};

TEST_F(SystemHeapTest, GrowsWhereItStands) {
  auto* const first = static_cast<std::byte*>(heap_.grow(1000));
  EXPECT_EQ(first, heap_.begin());
  auto* const next = static_cast<std::byte*>(heap_.grow(10 * mebibyte));
  EXPECT_EQ(next, first + 1000);
  EXPECT_EQ(heap_.end(), next + 10 * mebibyte);
  std::memset(first, 1, heap_.size());
  EXPECT_EQ(heap_.size(), 10 * mebibyte + 1000);
}

TEST_F(SystemHeapTest, RefusesMoreThanItsLimit) {
  EXPECT_EQ(heap_.limit(), 64 * mebibyte);
  EXPECT_EQ(heap_.grow(64 * mebibyte + 1), nullptr);
  EXPECT_EQ(heap_.grow(SIZE_MAX), nullptr);
  EXPECT_EQ(heap_.size(), 0u);
  EXPECT_NE(heap_.grow(64 * mebibyte), nullptr);
  EXPECT_EQ(heap_.grow(1), nullptr);
}

TEST_F(SystemHeapTest, GivesPagesBack) {
  std::memset(heap_.grow(mebibyte), 1, mebibyte);
  EXPECT_EQ(resident_pages(), mebibyte / page_bytes);
  heap_.shrink(mebibyte - 5000);
  EXPECT_EQ(heap_.size(), 5000u);
  EXPECT_NE(heap_.grow(mebibyte - 5000), nullptr);
  EXPECT_EQ(resident_pages(), 2u);
  EXPECT_EQ(heap_.begin()[4999], std::byte{1});
  heap_.begin()[mebibyte - 1] = std::byte{2};
}

TEST_F(SystemHeapTest, MapsAndCounts) {
  auto* const first = static_cast<char*>(heap_.map(3 * page_bytes));
  EXPECT_EQ(first[3 * page_bytes - 1], 0);
  first[0] = 'x';
  EXPECT_EQ(heap_.mapped_bytes(), 3 * page_bytes);
  auto* const moved =
      static_cast<char*>(heap_.remap(first, 3 * page_bytes, 500 * page_bytes));
  EXPECT_EQ(moved[0], 'x');
  EXPECT_EQ(moved[499 * page_bytes], 0);
  EXPECT_EQ(heap_.mapped_bytes(), 500 * page_bytes);
  heap_.unmap(moved + page_bytes, 499 * page_bytes);
  EXPECT_EQ(heap_.mapped_bytes(), page_bytes);
  heap_.unmap(moved, page_bytes);
  EXPECT_EQ(heap_.mapped_bytes(), 0u);
}

TEST_F(SystemHeapTest, RefusesWhatTheKernelRefuses) {
  errno = EDOM;
  EXPECT_EQ(heap_.map(heap_.mapped_limit() + page_bytes), nullptr);
  void* const one = heap_.map(page_bytes);
  EXPECT_EQ(heap_.remap(one, page_bytes, heap_.mapped_limit() * 2), nullptr);
  EXPECT_EQ(heap_.mapped_bytes(), page_bytes);
  heap_.unmap(one, page_bytes);
  EXPECT_EQ(errno, EDOM);
}

using SystemHeapDeathTest = SystemHeapTest;

TEST_F(SystemHeapDeathTest, EndsForARangeThatIsNone) {
  EXPECT_DEATH(heap_.shrink(1),
               "heaplab: the allocator gave more bytes back by shrink\\(\\) "
               "than its heap has\n");
  EXPECT_DEATH(heap_.map(100),
               "heaplab: the allocator asked map\\(\\) for a size that is no "
               "number of pages\n");
  EXPECT_DEATH(heap_.unmap(heap_.begin(), 10),
               "heaplab: the allocator gave unmap\\(\\) a range that is no "
               "mapping\n");
  EXPECT_DEATH(heap_.remap(heap_.begin(), page_bytes, page_bytes),
               "heaplab: the allocator gave remap\\(\\) a range that is no "
               "mapping\n");
}

}  // namespace
}  // namespace heaplab::shim
