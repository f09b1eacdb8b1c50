// Task 6: what check() says about lists that do not agree with the blocks.
#include <gtest/gtest.h>

#include <cstdint>

#include "checker_fixture.hpp"

using heap_form::allocated_bit;
using heap_form::Checker;
using heap_form::expect_found;
using heap_form::flip;
using heap_form::footer_of;
using heap_form::free_block;
using heap_form::header_of;
using heap_form::next_header;
using heap_form::previous_allocated_bit;
using heap_form::set_word;
using heaplab::FreeBlock;
using heaplab::testing::TestAllocator;

namespace {

TEST_F(Checker, FindsAFreeBlockOnNoList) {
  inner_->previous->next = inner_->next;
  inner_->next->previous = inner_->previous;
  expect_found(heap_, "a free block was taken off its list");
}

TEST_F(Checker, FindsALiveBlockOnAList) {
  flip(reinterpret_cast<std::byte*>(inner_), allocated_bit);
  flip(reinterpret_cast<std::byte*>(inner_) + 208, previous_allocated_bit);
  expect_found(heap_, "a block on a list is allocated");
}

TEST_F(Checker, FindsTwoFreeNeighbours) {
  flip(header_of(payloads_[5]), allocated_bit);
  flip(next_header(payloads_[5]), previous_allocated_bit);
  set_word(footer_of(payloads_[5]), 208);
  expect_found(heap_, "three free blocks stand side by side");
}

TEST_F(Checker, FindsAListThatEndsTooSoon) {
  inner_->next = nullptr;
  expect_found(heap_, "a list is cut in its middle");
}

TEST_F(Checker, FindsAPreviousThatIsAnother) {
  inner_->previous = last_;
  expect_found(heap_, "the previous link of a free block is wrong");
  inner_->previous = nullptr;
  expect_found(heap_, "a block in the middle of a list has no previous");
}

TEST_F(Checker, FindsAHeadWithAPrevious) {
  head_->previous = last_;
  expect_found(heap_, "the head of a list has a previous");
}

TEST_F(Checker, FindsACircle) {
  last_->next = head_;
  expect_found(heap_, "the last block of a list is followed by its head");
  last_->next = last_;
  expect_found(heap_, "the last block of a list is followed by itself");
}

// Are free blocks for 24 and for 200 bytes on one list?
bool one_list_for_both() {
  TestAllocator heap;
  void* const shorter = heap.allocate(24);
  heap.allocate(24);
  void* const longer = heap.allocate(200);
  heap.allocate(24);
  heap.deallocate(shorter);
  heap.deallocate(longer);
  if (shorter == nullptr || !heap_form::fault_in(heap).empty()) return false;
  const FreeBlock* b = free_block(shorter);
  while (b->previous != nullptr) b = b->previous;
  while (b != nullptr && b != free_block(longer)) b = b->next;
  return b != nullptr;
}

TEST_F(Checker, FindsABlockOnTheListForAnotherLength) {
  // The end of a free block of 208 bytes becomes a live block of 176. Headers,
  // footers and links agree; only the list is the wrong one.
  std::byte* const after = next_header(payloads_[4]);
  set_word(header_of(payloads_[4]), 32 | previous_allocated_bit);
  set_word(footer_of(payloads_[4]), 32);
  set_word(next_header(payloads_[4]), 176 | allocated_bit);
  flip(after, previous_allocated_bit);
  if (one_list_for_both()) {
    EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
  } else {
    expect_found(heap_, "a free block of 32 bytes is on the list for 208");
  }
}

TEST_F(Checker, SurvivesLinksToAnywhere) {
  const std::uintptr_t wild[] = {
      8,
      0x1000,
      0x7fff'ffff'fff8,
      UINTPTR_MAX - 7,
      reinterpret_cast<std::uintptr_t>(inner_) + 16,
      reinterpret_cast<std::uintptr_t>(inner_) + 1,
      reinterpret_cast<std::uintptr_t>(heap_form::end_marker(heap_)),
      reinterpret_cast<std::uintptr_t>(heap_.heap_end()),
      reinterpret_cast<std::uintptr_t>(heap_.heap_begin())};
  FreeBlock* const next = inner_->next;
  FreeBlock* const previous = inner_->previous;
  for (const std::uintptr_t address : wild) {
    inner_->next = reinterpret_cast<FreeBlock*>(address);
    expect_found(heap_, "a link leads to where no block begins");
    inner_->next = next;
    inner_->previous = reinterpret_cast<FreeBlock*>(address);
    expect_found(heap_, "a link back leads to where no block begins");
    inner_->previous = previous;
  }
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
}

}  // namespace
