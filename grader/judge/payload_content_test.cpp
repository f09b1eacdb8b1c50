#include "judge/payload_content.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace heaplab::judge {
namespace {

constexpr std::uint64_t gib = std::uint64_t{1} << 30;

class PayloadContentTest : public testing::TestWithParam<std::uint64_t> {
 protected:
  PayloadContentTest() : memory_("test", whole_pages(GetParam()) + 3 * 4096) {}

  PayloadPlace place(std::uint64_t offset = 16) {
    return {memory_, memory_.data() + offset, GetParam()};
  }
  std::optional<std::uint64_t> change(const PayloadPlace& at) {
    return payload_change(at, GetParam(), GetParam(), 5);
  }

  SharedMemory memory_;
};

TEST_P(PayloadContentTest, IsFoundAsItWasLeft) {
  fill_payload(place(), 5);
  EXPECT_EQ(change(place()), std::nullopt);
  EXPECT_TRUE(payload_change(place(), GetParam(), GetParam(), 6));
  for (const std::uint64_t k :
       {std::uint64_t{0}, GetParam() / 2, GetParam() - 1})
    EXPECT_EQ(place().begin[k], payload_byte(GetParam(), k, 5));
}

TEST_P(PayloadContentTest, ShowsTheByteThatChanged) {
  for (const std::uint64_t k :
       {std::uint64_t{0}, std::uint64_t{70'000}, GetParam() / 3,
        GetParam() - 70'000, GetParam() - 1}) {
    fill_payload(place(), 5);
    place().begin[k] ^= std::byte{1};
    EXPECT_EQ(change(place()), k);
  }
}

TEST_P(PayloadContentTest, TakesLittleMemory) {
  fill_payload(place(), 5);
  change(place());
  EXPECT_LE(memory_.resident_bytes(), most_filled_bytes + 2 * 4096);
  std::memset(place().begin + GetParam() / 2, 7, 1000);
  fill_payload(place(), 6);
  EXPECT_EQ(payload_change(place(), GetParam(), GetParam(), 6), std::nullopt);
}

TEST_P(PayloadContentTest, LeavesWhatIsBesideItAlone) {
  memory_.data()[15] = std::byte{3};
  place().begin[GetParam()] = std::byte{4};
  fill_payload(place(), 5);
  EXPECT_EQ(memory_.data()[15], std::byte{3});
  EXPECT_EQ(place().begin[GetParam()], std::byte{4});
  EXPECT_EQ(change(place()), std::nullopt);
}

TEST_P(PayloadContentTest, MayLieElsewhereInItsPages) {
  fill_payload(place(), 5);
  const std::uint64_t kept = std::min<std::uint64_t>(GetParam(), 40 << 20);
  std::memmove(memory_.data() + 4096 + 64, place().begin, kept);
  EXPECT_EQ(payload_change(place(4096 + 64), GetParam(), kept, 5),
            std::nullopt);
  memory_.data()[4096 + 64 + kept - 1] ^= std::byte{1};
  EXPECT_EQ(payload_change(place(4096 + 64), GetParam(), kept, 5), kept - 1);
}

TEST_P(PayloadContentTest, OfZerosExistingPagesAreLookedAt) {
  EXPECT_EQ(payload_nonzero(place(), GetParam()), std::nullopt);
  place().begin[GetParam() / 2] = std::byte{1};
  EXPECT_EQ(payload_nonzero(place(), GetParam()), GetParam() / 2);
  EXPECT_EQ(payload_nonzero(place(), GetParam() / 2), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Sizes, PayloadContentTest,
                         testing::Values(200'000, most_filled_bytes,
                                         most_filled_bytes + 1,
                                         (std::uint64_t{33} << 20) + 17,
                                         8 * gib));

// So many pages of a large payload hold something that copying a part loses it.
TEST(PayloadContent, IsInEveryPartOfALargePayload) {
  constexpr std::uint64_t bytes = 64 << 20;
  SharedMemory memory("test", bytes);
  fill_payload({memory, memory.data(), bytes}, 9);
  for (std::uint64_t at = 0; at < bytes; at += bytes / 8) {
    bool found = false;
    memory.visit_pages(at, at + bytes / 8,
                       [&](std::size_t, std::size_t) { found = true; });
    EXPECT_TRUE(found) << at;
  }
  EXPECT_LT(memory.resident_bytes(), 300u << 10);
}

}  // namespace
}  // namespace heaplab::judge
