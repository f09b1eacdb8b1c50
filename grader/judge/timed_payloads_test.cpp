#include "judge/timed_payloads.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "judge/judge.hpp"
#include "trace/read.hpp"

namespace heaplab::judge {
namespace {

// Block 0 at 0, block 1 zeroed at 64, block 0 again at 128, then the end.
class TimedPayloadsTest : public testing::Test {
 protected:
  TimedPayloadsTest()
      : trace_(trace::parse_trace("a 0 40\nc 1 40\nr 0 60\nf 0\nf 1\n", "t")),
        heap_("test", 4096),
        payloads_(trace_, offsets_, heap_) {}

  std::optional<TimedPayloads::Damage> slice(std::size_t begin,
                                             std::size_t end) {
    return payloads_.after_slice(begin, end);
  }

  trace::Trace trace_;
  std::vector<std::uint64_t> offsets_ = {0, 64, 128, no_offset, no_offset};
  SharedMemory heap_;
  TimedPayloads payloads_;
};

TEST_F(TimedPayloadsTest, ARightReplayHasNoDamage) {
  EXPECT_FALSE(slice(0, 2));
  std::memcpy(heap_.data() + 128, heap_.data(), 40);
  EXPECT_FALSE(slice(2, 3));
  EXPECT_FALSE(slice(3, 5));
}

TEST_F(TimedPayloadsTest, AMoveWithoutACopyIsSeen) {
  EXPECT_FALSE(slice(0, 2));
  const auto damage = slice(2, 3);
  ASSERT_TRUE(damage);
  EXPECT_EQ(damage->slot, 0u);
  EXPECT_EQ(damage->operation, 2u);
  EXPECT_EQ(damage->byte, 0u);
}

TEST_F(TimedPayloadsTest, ALostLastByteIsSeen) {
  EXPECT_FALSE(slice(0, 2));
  std::memcpy(heap_.data() + 128, heap_.data(), 39);
  const auto damage = slice(2, 3);
  ASSERT_TRUE(damage);
  EXPECT_EQ(damage->byte, 39u);
}

TEST_F(TimedPayloadsTest, WhatIsNotZeroedIsSeen) {
  heap_.data()[64 + 7] = std::byte{1};
  const auto damage = slice(0, 2);
  ASSERT_TRUE(damage);
  EXPECT_EQ(damage->slot, 1u);
  EXPECT_EQ(damage->byte, 7u);
}

TEST_F(TimedPayloadsTest, WhatIsFreedIsNoLongerLookedAt) {
  EXPECT_FALSE(slice(0, 2));
  std::memset(heap_.data(), 0, heap_.bytes());
  EXPECT_FALSE(slice(2, 5));
}

}  // namespace
}  // namespace heaplab::judge
