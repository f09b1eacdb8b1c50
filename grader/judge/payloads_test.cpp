#include "judge/payloads.hpp"

#include <gtest/gtest.h>

namespace heaplab::judge {
namespace {

Payload at(std::uint64_t address, std::uint64_t bytes) {
  Payload payload;
  payload.address = address;
  payload.bytes = bytes;
  return payload;
}

// Slot 0 at [100, 150), slot 1 at [200, 201), slot 2 of no bytes at 300.
class PayloadsTest : public testing::Test {
 protected:
  PayloadsTest() : payloads_(4) {
    payloads_.add(0, at(100, 50));
    payloads_.add(1, at(200, 1));
    payloads_.add(2, at(300, 0));
  }
  Payloads payloads_;
};

TEST_F(PayloadsTest, PlacesThatTouchShareNothing) {
  EXPECT_FALSE(payloads_.overlapping(50, 50));
  EXPECT_FALSE(payloads_.overlapping(150, 50));
  EXPECT_FALSE(payloads_.overlapping(201, 1000));
}

TEST_F(PayloadsTest, OneSharedByteIsAnOverlap) {
  EXPECT_EQ(payloads_.overlapping(50, 51), 0u);
  EXPECT_EQ(payloads_.overlapping(149, 1), 0u);
  EXPECT_EQ(payloads_.overlapping(151, 50), 1u);
}

TEST_F(PayloadsTest, ALargeOneOverAllIsAnOverlap) {
  EXPECT_TRUE(payloads_.overlapping(0, 1000));
  EXPECT_EQ(payloads_.overlapping(0, 120), 0u);
}

TEST_F(PayloadsTest, NoBytesMayStandBesideButNotInsideAnother) {
  EXPECT_FALSE(payloads_.overlapping(99, 0));
  EXPECT_FALSE(payloads_.overlapping(150, 0));
  EXPECT_EQ(payloads_.overlapping(120, 0), 0u);
  EXPECT_FALSE(payloads_.overlapping(300, 0));
  EXPECT_FALSE(payloads_.overlapping(300, 16));
}

TEST_F(PayloadsTest, ARemovedOneLeavesItsPlace) {
  payloads_.remove(0);
  EXPECT_FALSE(payloads_.is_live(0));
  EXPECT_FALSE(payloads_.overlapping(100, 50));
  EXPECT_EQ(payloads_.live_bytes(), 1u);
}

TEST_F(PayloadsTest, NeighboursAreFoundByAddress) {
  EXPECT_FALSE(payloads_.at_or_below(99));
  EXPECT_EQ(payloads_.at_or_below(100), 0u);
  EXPECT_EQ(payloads_.at_or_below(199), 0u);
  EXPECT_EQ(payloads_.above(100), 1u);
  EXPECT_FALSE(payloads_.above(200));
}

TEST_F(PayloadsTest, LiveBytesAreTheRequestedOnes) {
  EXPECT_EQ(payloads_.live_bytes(), 51u);
  EXPECT_EQ(payloads_.by_address().size(), 2u);
}

}  // namespace
}  // namespace heaplab::judge
