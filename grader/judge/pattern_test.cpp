#include "judge/pattern.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace heaplab::judge {
namespace {

TEST(Pattern, FillsWhatPatternByteSays) {
  std::vector<std::byte> payload(37);
  fill_pattern(payload.data(), payload.size(), 5);
  for (std::size_t k = 0; k < payload.size(); ++k)
    EXPECT_EQ(payload[k], pattern_byte(k, 5)) << k;
}

TEST(Pattern, WritesNoByteBeyondTheEnd) {
  std::vector<std::byte> payload(20, std::byte{0x77});
  fill_pattern(payload.data(), 13, 5);
  for (std::size_t k = 13; k < 20; ++k)
    EXPECT_EQ(payload[k], std::byte{0x77}) << k;
}

TEST(Pattern, EveryChangedByteOfEveryLengthIsFound) {
  for (std::size_t bytes = 1; bytes <= 40; ++bytes) {
    std::vector<std::byte> payload(bytes);
    fill_pattern(payload.data(), bytes, 9);
    ASSERT_FALSE(first_change(payload.data(), 0, bytes, 9));
    for (std::size_t k = 0; k < bytes; ++k) {
      payload[k] ^= std::byte{1};
      EXPECT_EQ(first_change(payload.data(), 0, bytes, 9), k);
      EXPECT_EQ(first_change(payload.data(), k, bytes, 9), k);
      EXPECT_FALSE(first_change(payload.data(), 0, k, 9));
      EXPECT_FALSE(first_change(payload.data(), k + 1, bytes, 9));
      payload[k] ^= std::byte{1};
    }
  }
}

TEST(Pattern, AnotherTagIsAnotherPattern) {
  std::vector<std::byte> payload(16);
  fill_pattern(payload.data(), 16, 1);
  EXPECT_TRUE(first_change(payload.data(), 0, 16, 2));
}

TEST(Pattern, ContentMovedByAWordShows) {
  std::vector<std::byte> payload(64);
  fill_pattern(payload.data(), 64, 1);
  EXPECT_EQ(first_change(payload.data() + 8, 0, 56, 1), 0u);
}

TEST(Pattern, FirstNonzeroLooksAtEveryByte) {
  for (std::size_t bytes = 0; bytes <= 24; ++bytes) {
    std::vector<std::byte> payload(bytes);
    EXPECT_FALSE(first_nonzero(payload.data(), bytes));
    for (std::size_t k = 0; k < bytes; ++k) {
      payload[k] = std::byte{1};
      EXPECT_EQ(first_nonzero(payload.data(), bytes), k);
      payload[k] = std::byte{0};
    }
  }
}

}  // namespace
}  // namespace heaplab::judge
