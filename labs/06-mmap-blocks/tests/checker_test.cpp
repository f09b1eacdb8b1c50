// Task 5: check() is silent about what is sound, and sees what is broken.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

#include "heaplab/testing.hpp"

using heaplab::Block;
using heaplab::testing::TestAllocator;

namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t mib = 1024 * kib;

class Checker : public testing::Test {
 protected:
  void SetUp() override {
    for (void*& payload : large_) {
      payload = heap_.allocate(mib);
      ASSERT_NE(payload, nullptr);
    }
    for (void*& payload : small_) {
      payload = heap_.allocate(64);
      ASSERT_NE(payload, nullptr);
    }
  }

  // Where the header of the mapped block `payload` keeps the mapping's length:
  // a word before the payload. Nothing when it is kept somewhere else.
  std::uint64_t* length_of(void* payload) {
    for (const Block& block : heap_.blocks()) {
      if (block.payload != payload) continue;
      auto* word = static_cast<std::uint64_t*>(payload);
      while (--word >= block.address) {
        if (*word == block.bytes) return word;
      }
    }
    return nullptr;
  }

  TestAllocator heap_{256 * kib, 64 * mib};
  void* large_[3] = {};
  void* small_[3] = {};
};

TEST_F(Checker, FindsNothingOnASoundHeap) {
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
  heap_.deallocate(large_[1]);
  heap_.deallocate(small_[1]);
  large_[2] = heap_.reallocate(large_[2], 5 * mib);
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
}

TEST_F(Checker, FindsAnOverrunSmallPayload) {
  std::memset(small_[0], 0x5a, 96);
  EXPECT_FALSE(heap_.check())
      << "check() calls the heap sound although a payload of 64 bytes was "
         "written for 96";
  EXPECT_FALSE(heap_.why().empty()) << "check() gives no reason";
}

TEST_F(Checker, FindsAMappedLengthThatIsTooLong) {
  std::uint64_t* const length = length_of(large_[0]);
  if (length == nullptr) GTEST_SKIP() << "the length is kept elsewhere";
  *length += 64 * mib;
  EXPECT_FALSE(heap_.check()) << "a mapped block claims 65 MiB";
  EXPECT_FALSE(heap_.why().empty()) << "check() gives no reason";
  *length -= 64 * mib;
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
}

TEST_F(Checker, FindsAMappedLengthThatIsNoPages) {
  std::uint64_t* const length = length_of(large_[1]);
  if (length == nullptr) GTEST_SKIP() << "the length is kept elsewhere";
  *length += 24;
  EXPECT_FALSE(heap_.check()) << "a mapped block has 24 bytes beyond its pages";
}

TEST_F(Checker, FindsPagesThatNoBlockHas) {
  std::uint64_t* const length = length_of(large_[2]);
  if (length == nullptr) GTEST_SKIP() << "the length is kept elsewhere";
  *length -= 16 * kib;
  EXPECT_FALSE(heap_.check())
      << "the blocks' lengths add up to less than mapped_bytes()";
}

}  // namespace
