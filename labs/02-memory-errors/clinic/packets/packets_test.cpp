#include "packets.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "clinic/support.hpp"

namespace packets {
namespace {

Bytes file(const char* name) {
  std::ifstream in(clinic::input(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Packet hello(std::string name, std::uint8_t version) {
  name.resize(16);
  Bytes payload(name.begin(), name.end());
  payload.push_back(version);
  return {1, payload};
}

// What save_readings() writes.
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

TEST(Works, Packets) {
  const std::vector<Packet> packets = parse(file("morning.bin"));
  ASSERT_EQ(packets.size(), 4);
  EXPECT_EQ(packets[0].kind, 1);
  EXPECT_EQ(packets[1].payload.size(), 6);
  EXPECT_EQ(packets[3].kind, 4);
  EXPECT_TRUE(packets[3].payload.empty());
}

TEST(Works, CutOffPackets) {
  EXPECT_TRUE(parse({}).empty());
  EXPECT_THROW(parse(Bytes{2}), Error);
  EXPECT_THROW(parse(Bytes{2, 0}), Error);
  EXPECT_THROW(parse(Bytes{2, 0, 1}), Error);
  EXPECT_THROW(parse(Bytes{4, 0, 0, 2, 0, 2, 7}), Error);
}

TEST(Works, Counts) {
  Statistics statistics;
  for (const int kind : {1, 2, 2, 4}) statistics.count({kind, {}});
  EXPECT_THROW(statistics.count({5, {}}), Error);
  EXPECT_THROW(statistics.count({255, {}}), Error);
  EXPECT_EQ(statistics.of(1), 1);
  EXPECT_EQ(statistics.of(2), 2);
  EXPECT_EQ(statistics.of(3), 0);
  EXPECT_EQ(statistics.of(4), 1);
}

TEST(Works, Hello) {
  EXPECT_EQ(hello_label(hello("meadow", 3)), "meadow v3");
  EXPECT_EQ(hello_label(hello("", 255)), " v255");
  EXPECT_THROW(hello_label({1, Bytes(16)}), Error);
}

TEST(Works, Echo) {
  EXPECT_EQ(echo_reply({3, {0, 2, 'h', 'i', 0, 0}}), (Bytes{'h', 'i'}));
  EXPECT_EQ(echo_reply({3, {0, 0}}), Bytes{});
  EXPECT_THROW(echo_reply({3, {0}}), Error);
}

TEST(Works, Readings) {
  const std::vector<Reading> all = readings({2, {1, 2, 3, 9, 0, 4}});
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[0].sensor, 1);
  EXPECT_EQ(all[0].value, 0x203);
  EXPECT_EQ(all[1].value, 4);
  EXPECT_THROW(readings({2, {1, 2}}), Error);
}

TEST(Works, NothingToSave) { EXPECT_EQ(saved({}), Bytes{}); }

TEST(Works, Dump) {
  EXPECT_EQ(dump({3, {'h', 'e', 0, 255}}), "0000: 68 65 00 ff\n");
  EXPECT_EQ(dump({4, {}}), "");
}

TEST(Statistics, OfAKindThatIsNone) {
  Statistics statistics;
  EXPECT_THROW(statistics.count({0, {}}), Error);
  EXPECT_EQ(statistics.of(1), 0);
}

TEST(Hello, ANameOfSixteenBytes) {
  // Not EXPECT_EQ: it would print what was never written.
  EXPECT_TRUE(hello_label(hello("rooftop-north-02", 4)) ==
              "rooftop-north-02 v4");
}

TEST(Echo, ALengthThatIsALie) {
  EXPECT_THROW(echo_reply({3, {0, 60, 'h', 'e', 'l', 'l', 'o'}}), Error);
}

TEST(Save, ThePaddingIsZero) {
  EXPECT_EQ(saved({{7, 0x01020304}}), (Bytes{7, 0, 0, 0, 4, 3, 2, 1}));
}

TEST(Dump, AFullLine) {
  EXPECT_EQ(dump({3, Bytes(16, 0xab)}),
            "0000: ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab\n");
}

}  // namespace
}  // namespace packets
