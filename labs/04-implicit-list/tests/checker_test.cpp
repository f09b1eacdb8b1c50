// Task 7: check() says nothing about a sound heap, and says in words what is
// wrong with one whose tags were written over.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdint>
#include <cstring>

#include "heaplab/testing.hpp"

using heaplab::testing::TestAllocator;

namespace {

// The header is the 8 bytes before the payload.
void set_header(void* payload, std::uint64_t value) {
  std::memcpy(static_cast<std::byte*>(payload) - 8, &value, sizeof value);
}
std::uint64_t header_of(const void* payload) {
  std::uint64_t value = 0;
  std::memcpy(&value, static_cast<const std::byte*>(payload) - 8, sizeof value);
  return value;
}

bool names_a_number(const std::string& text) {
  for (char c : text) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) return true;
  }
  return false;
}

void expect_found(TestAllocator& heap, const char* damage) {
  EXPECT_FALSE(heap.check())
      << "check() calls the heap sound although " << damage;
  EXPECT_FALSE(heap.why().empty())
      << "check() gives no reason although " << damage;
}

class Checker : public testing::Test {
 protected:
  void SetUp() override {
    for (void*& payload : payloads_) {
      payload = heap_.allocate(64);
      ASSERT_NE(payload, nullptr) << "allocate(64) refused on a fresh heap";
    }
  }

  TestAllocator heap_;
  void* payloads_[4] = {};
};

TEST_F(Checker, FindsNothingOnASoundHeap) {
  heap_.deallocate(payloads_[1]);
  payloads_[2] = heap_.reallocate(payloads_[2], 500);
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
}

TEST_F(Checker, FindsNothingOnAFreshHeap) {
  TestAllocator fresh;
  EXPECT_TRUE(fresh.check()) << "check() says: " << fresh.why();
}

TEST_F(Checker, FindsALengthOfZero) {
  set_header(payloads_[1], header_of(payloads_[1]) & 15);
  expect_found(heap_, "a header in the middle says 0 bytes");
}

TEST_F(Checker, FindsALengthBeyondTheHeap) {
  set_header(payloads_[1], 0xffff'ffff'fff0u | 1);
  expect_found(heap_, "a header says more bytes than the heap has");
}

TEST_F(Checker, FindsAHeaderThatItsFooterDenies) {
  set_header(payloads_[1], header_of(payloads_[1]) + 80);
  expect_found(heap_, "a header is 80 bytes longer than its footer says");
}

TEST_F(Checker, FindsAFreeFlagThatItsFooterDenies) {
  set_header(payloads_[1], header_of(payloads_[1]) ^ 1);
  expect_found(heap_, "header and footer have different flags");
}

TEST_F(Checker, FindsAnOverrunPayload) {
  std::memset(payloads_[0], 0x5a, 80);
  expect_found(heap_, "a payload was written 16 bytes too far");
}

TEST_F(Checker, SaysWhichBlockInNumbers) {
  set_header(payloads_[2], header_of(payloads_[2]) + 80);
  EXPECT_FALSE(heap_.check());
  EXPECT_TRUE(names_a_number(heap_.why()))
      << "the reason should say where the block is and what its tags say; it "
         "says: "
      << heap_.why();
}

TEST_F(Checker, IsContentAgainWhenTheHeaderIsRepaired) {
  const std::uint64_t sound = header_of(payloads_[1]);
  set_header(payloads_[1], sound + 80);
  EXPECT_FALSE(heap_.check());
  set_header(payloads_[1], sound);
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
}

}  // namespace
