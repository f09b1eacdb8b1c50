// Task 6: check() says nothing about a sound heap, and says in words what is
// wrong with one whose blocks were written over. One test for each invariant.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <vector>

#include "checker_fixture.hpp"

using heap_form::allocated_bit;
using heap_form::Checker;
using heap_form::expect_found;
using heap_form::flag_bits;
using heap_form::flip;
using heap_form::footer_of;
using heap_form::header_of;
using heap_form::next_header;
using heap_form::previous_allocated_bit;
using heap_form::set_word;
using heap_form::word_at;
using heaplab::testing::TestAllocator;

namespace {

bool names_a_number(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

TEST_F(Checker, FindsNothingOnAFreshHeap) {
  TestAllocator fresh;
  EXPECT_TRUE(fresh.check()) << "check() says: " << fresh.why();
}

TEST_F(Checker, FindsNothingOnAHeapInUse) {
  payloads_[2] = heap_.reallocate(payloads_[2], 3000);
  payloads_[3] = heap_.reallocate(payloads_[3], 24);
  heap_.allocate_aligned(1024, 100);
  heap_.deallocate(payloads_[11]);
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
  for (int i : {0, 2, 3, 5, 7, 8, 10}) heap_.deallocate(payloads_[i]);
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
}

TEST_F(Checker, FindsNothingOnAFullHeap) {
  TestAllocator full(8192);
  while (full.allocate(100) != nullptr) {
  }
  EXPECT_TRUE(full.check()) << "check() says: " << full.why();
}

TEST_F(Checker, FindsNothingInPayloads) {
  for (int i : {0, 2, 3, 5, 7, 8, 10, 11}) {
    std::memset(payloads_[i], 0, 200);
    EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
  }
}

TEST_F(Checker, FindsALengthOfZero) {
  set_word(header_of(payloads_[2]),
           word_at(header_of(payloads_[2])) & flag_bits);
  expect_found(heap_, "a header in the middle says 0 bytes");
}

TEST_F(Checker, FindsALengthOfSixteen) {
  set_word(header_of(payloads_[2]),
           16 | (word_at(header_of(payloads_[2])) & flag_bits));
  expect_found(heap_, "a header says 16 bytes");
}

TEST_F(Checker, FindsALengthBeyondTheHeap) {
  set_word(header_of(payloads_[2]), 0xffff'ffff'fff0u | allocated_bit);
  expect_found(heap_, "a header says more bytes than the heap has");
}

TEST_F(Checker, FindsALengthThatWrapsAround) {
  set_word(header_of(payloads_[2]), std::uint64_t{0} - 208 + allocated_bit);
  expect_found(heap_, "a header says nearly 2^64 bytes");
}

TEST_F(Checker, FindsALengthOfTwoBlocks) {
  set_word(header_of(payloads_[1]), 416 | previous_allocated_bit);
  expect_found(heap_, "the header of a free block says 416 bytes, not 208");
}

TEST_F(Checker, FindsBitsThatMustBeZero) {
  flip(header_of(payloads_[2]), 4);
  expect_found(heap_, "bit 2 of a header is set");
  flip(header_of(payloads_[2]), 4 | 8);
  expect_found(heap_, "bit 3 of a header is set");
}

TEST_F(Checker, FindsAFooterThatIsNotTheLength) {
  set_word(footer_of(payloads_[4]), 192);
  expect_found(heap_, "the footer of a free block of 208 bytes says 192");
}

TEST_F(Checker, FindsAFooterWithABitSet) {
  set_word(footer_of(payloads_[4]), 208 | allocated_bit);
  expect_found(heap_, "the footer of a free block has bit 0 set");
}

TEST_F(Checker, FindsAFreeBlockThatTheNextBlockCallsAllocated) {
  flip(next_header(payloads_[4]), previous_allocated_bit);
  expect_found(heap_, "bit 1 behind a free block is set");
}

TEST_F(Checker, FindsALiveBlockThatTheNextBlockCallsFree) {
  flip(next_header(payloads_[7]), previous_allocated_bit);
  expect_found(heap_, "bit 1 behind a live block is clear");
}

TEST_F(Checker, FindsAFirstBlockWithAFreeOneBeforeIt) {
  flip(static_cast<std::byte*>(
           const_cast<void*>(heap_.blocks().front().address)),
       previous_allocated_bit);
  expect_found(heap_, "bit 1 of the first block is clear");
}

TEST_F(Checker, FindsADamagedEndMarker) {
  std::byte* const marker = heap_form::end_marker(heap_);
  flip(marker, allocated_bit);
  expect_found(heap_, "the end marker is free");
  flip(marker, allocated_bit | previous_allocated_bit);
  expect_found(heap_, "bit 1 of the end marker is wrong");
  flip(marker, previous_allocated_bit | 32);
  expect_found(heap_, "the end marker is 32 bytes long");
}

TEST_F(Checker, FindsAPayloadThatWasWrittenTooFar) {
  std::memset(payloads_[2], 0xff, 208);
  expect_found(heap_, "a payload was written 8 bytes too far");
}

TEST_F(Checker, SurvivesAnyBytes) {
  std::byte* const begin = header_of(payloads_[0]);
  const auto bytes = static_cast<std::size_t>(heap_.heap_end() - begin);
  const std::vector<std::byte> sound(begin, begin + bytes);
  std::uint64_t seed = 7;
  for (int round = 0; round < 40; ++round) {
    for (std::size_t k = 0; k < bytes; k += 8) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      if (seed >> 62 != 0) continue;
      set_word(begin + k, round % 2 == 0 ? seed : seed % 4096);
    }
    EXPECT_FALSE(heap_.check()) << "a fourth of the heap was overwritten";
    std::memcpy(begin, sound.data(), bytes);
  }
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
}

TEST_F(Checker, ChangesNothing) {
  const auto bytes = [&] {
    return std::vector<std::byte>(heap_.heap_begin(), heap_.heap_end());
  };
  const auto sound = bytes();
  heap_.check();
  EXPECT_EQ(bytes() == sound, true) << "check() wrote to a sound heap";
  set_word(footer_of(payloads_[4]), 192);
  inner_->next = nullptr;
  const auto broken = bytes();
  heap_.check();
  EXPECT_EQ(bytes() == broken, true) << "check() wrote to a broken heap";
}

TEST_F(Checker, SaysWhichBlockInNumbers) {
  set_word(footer_of(payloads_[4]), 192);
  EXPECT_FALSE(heap_.check());
  EXPECT_TRUE(names_a_number(heap_.why()))
      << "the reason should say where the block is and what its bytes say; it "
         "says: "
      << heap_.why();
}

TEST_F(Checker, IsContentAgainWhenAllIsRepaired) {
  set_word(footer_of(payloads_[4]), 192);
  EXPECT_FALSE(heap_.check());
  set_word(footer_of(payloads_[4]), 208);
  EXPECT_TRUE(heap_.check()) << "check() says: " << heap_.why();
}

}  // namespace
