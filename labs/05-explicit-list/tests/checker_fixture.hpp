// A heap with four free blocks on one list, to be damaged and shown to check().
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

#include "heap_form.hpp"
#include "heaplab/testing.hpp"

namespace heap_form {

using heaplab::FreeBlock;
using heaplab::testing::TestAllocator;

inline void expect_found(TestAllocator& heap, const char* damage) {
  EXPECT_FALSE(heap.check())
      << "check() calls the heap sound although " << damage;
  EXPECT_FALSE(heap.why().empty())
      << "check() gives no reason although " << damage;
}

inline void flip(std::byte* header, std::uint64_t bits) {
  set_word(header, word_at(header) ^ bits);
}

// Twelve blocks of 208 bytes. Numbers 1, 4, 6 and 9 are free: four of one
// length, so on one list, and live blocks on either side of each.
class Checker : public testing::Test {
 protected:
  void SetUp() override {
    for (void*& payload : payloads_) {
      payload = heap_.allocate(200);
      ASSERT_NE(payload, nullptr) << "allocate(200) refused on a fresh heap";
      std::memset(payload, 0xff, 200);
    }
    for (int i : {4, 1, 9, 6}) heap_.deallocate(payloads_[i]);
    ASSERT_EQ(heap_.allocated_blocks(), 8u) << "four of twelve were freed";
    ASSERT_EQ(fault_in(heap_), "");
    ASSERT_TRUE(heap_.check()) << "check() says: " << heap_.why();
    find_places_on_the_list();
  }

  TestAllocator heap_;
  void* payloads_[12] = {};
  FreeBlock* head_ = nullptr;
  FreeBlock* inner_ = nullptr;  // neither the first nor the last
  FreeBlock* last_ = nullptr;

 private:
  void find_places_on_the_list() {
    for (int i : {1, 4, 6, 9}) {
      FreeBlock* const b = free_block(payloads_[i]);
      if (b->next != nullptr && b->previous != nullptr) inner_ = b;
    }
    ASSERT_NE(inner_, nullptr)
        << "four free blocks of 208 bytes are not on one list";
    head_ = last_ = inner_;
    while (head_->previous != nullptr) head_ = head_->previous;
    while (last_->next != nullptr) last_ = last_->next;
  }
};

}  // namespace heap_form
