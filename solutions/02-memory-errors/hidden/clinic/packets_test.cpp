#include "packets.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <numeric>

namespace packets {
namespace {

Packet hello(std::string name, std::uint8_t version) {
  name.resize(16);
  Bytes payload(name.begin(), name.end());
  payload.push_back(version);
  return {1, payload};
}

Packet numbered(std::size_t bytes) {
  Packet packet{2, Bytes(bytes)};
  std::iota(packet.payload.begin(), packet.payload.end(), 0);
  return packet;
}

Bytes saved(const std::vector<Reading>& readings) {
  int ends[2];
  if (pipe(ends) != 0) throw Error("no pipe");
  save_readings(ends[1], readings);
  close(ends[1]);
  Bytes bytes(256);
  const auto count = read(ends[0], bytes.data(), bytes.size());
  close(ends[0]);
  bytes.resize(count);
  return bytes;
}

TEST(Works, ALongPayload) {
  Bytes bytes{9, 1, 4};
  bytes.resize(3 + 260, 7);
  const std::vector<Packet> packets = parse(bytes);
  ASSERT_EQ(packets.size(), 1);
  EXPECT_EQ(packets[0].kind, 9);
  EXPECT_EQ(packets[0].payload, Bytes(260, 7));
  bytes.pop_back();
  EXPECT_THROW(parse(bytes), Error);
}

TEST(Works, ShortPayloads) {
  EXPECT_EQ(hello_label(hello("fifteen letters", 1)), "fifteen letters v1");
  EXPECT_THROW(hello_label({1, Bytes(18)}), Error);
  EXPECT_EQ(echo_reply({3, {0, 3, 'a', 'b', 'c'}}), (Bytes{'a', 'b', 'c'}));
  EXPECT_THROW(echo_reply({3, {}}), Error);
  EXPECT_TRUE(readings({2, {}}).empty());
  EXPECT_THROW(readings({2, Bytes(4)}), Error);
}

TEST(Works, OneByteLessThanALine) {
  EXPECT_EQ(dump(numbered(15)),
            "0000: 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e\n");
}

TEST(Works, KindsThatAreTooLarge) {
  Statistics statistics;
  EXPECT_THROW(statistics.count({6, {}}), Error);
  statistics.count({3, {}});
  EXPECT_EQ(statistics.of(3), 1);
}

TEST(Statistics, KnownAndUnknownKinds) {
  Statistics statistics;
  statistics.count({1, {}});
  EXPECT_THROW(statistics.count({0, {1, 2}}), Error);
  statistics.count({1, {}});
  EXPECT_EQ(statistics.of(1), 2);
}

TEST(Hello, OtherNamesOfSixteenBytes) {
  // Not EXPECT_EQ: it would print what was never written.
  EXPECT_TRUE(hello_label(hello("0123456789abcdef", 0)) ==
              "0123456789abcdef v0");
  EXPECT_TRUE(hello_label(hello("a far too long name", 200)) ==
              "a far too long n v200");
}

TEST(Echo, OneByteMoreThanThereIs) {
  EXPECT_THROW(echo_reply({3, {0, 4, 'a', 'b', 'c'}}), Error);
}

TEST(Echo, ALengthWithoutAText) {
  EXPECT_THROW(echo_reply({3, {0, 30}}), Error);
}

TEST(Save, TwoReadings) {
  EXPECT_EQ(
      saved({{1, 2}, {255, 0xfffefdfc}}),
      (Bytes{1, 0, 0, 0, 2, 0, 0, 0, 255, 0, 0, 0, 0xfc, 0xfd, 0xfe, 0xff}));
}

TEST(Dump, FullLinesAndARest) {
  EXPECT_EQ(dump(numbered(34)),
            "0000: 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n"
            "0010: 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f\n"
            "0020: 20 21\n");
}

}  // namespace
}  // namespace packets
