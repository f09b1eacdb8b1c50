#include "packets.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

namespace packets {

namespace {

constexpr std::size_t header_bytes = 3;
constexpr std::size_t name_bytes = 16;
constexpr std::size_t reading_bytes = 3;
constexpr std::size_t bytes_per_line = 16;
constexpr int kinds = 4;

std::uint16_t read_u16(std::span<const std::uint8_t> bytes) {
  return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
}

// ---- hexadecimal ----

std::string dump_line(std::size_t offset, std::span<const std::uint8_t> bytes) {
  // [solution
  // "0000:", then " 68" for each byte, and the zero at the end.
  std::array<char, 5 + 3 * bytes_per_line + 1> line;
  // solution]
  // [starter
  // std::array<char, 5 + 3 * bytes_per_line> line;
  // starter]
  char* end = line.data();
  end += std::sprintf(end, "%04x:", static_cast<unsigned>(offset & 0xffff));
  for (const unsigned byte : bytes) end += std::sprintf(end, " %02x", byte);
  return {line.data(), end};
}

}  // namespace

// ---- packets ----

std::vector<Packet> parse(std::span<const std::uint8_t> bytes) {
  std::vector<Packet> packets;
  while (!bytes.empty()) {
    if (bytes.size() < header_bytes) throw Error("a header is cut off");
    const std::size_t length = read_u16(bytes.subspan(1));
    const auto rest = bytes.subspan(header_bytes);
    if (rest.size() < length) throw Error("a payload is cut off");
    packets.push_back({bytes[0], Bytes(rest.begin(), rest.begin() + length)});
    bytes = rest.subspan(length);
  }
  return packets;
}

Statistics::Statistics() : counts_(std::make_unique<int[]>(kinds)) {}

void Statistics::count(const Packet& packet) {
  const int index = packet.kind - 1;
  // [solution
  if (index < 0 || index >= kinds) {
    throw Error("unknown kind " + std::to_string(packet.kind));
  }
  // solution]
  // [starter
  // if (index >= kinds) {
  //   throw Error("unknown kind " + std::to_string(packet.kind));
  // }
  // starter]
  ++counts_[index];
}

int Statistics::of(int kind) const { return counts_[kind - 1]; }

// ---- payloads ----

std::string hello_label(const Packet& packet) {
  if (packet.payload.size() != name_bytes + 1) throw Error("no hello");
  const auto* name = reinterpret_cast<const char*>(packet.payload.data());
  const int version = packet.payload[name_bytes];
  // [solution
  const std::size_t length = strnlen(name, name_bytes);
  return std::string(name, length) + " v" + std::to_string(version);
  // solution]
  // [starter
  // char label[name_bytes + 8];
  // std::strncpy(label, name, name_bytes);
  // const std::size_t length = std::strlen(label);
  // std::snprintf(label + length, sizeof label - length, " v%d", version);
  // return label;
  // starter]
}

Bytes echo_reply(const Packet& packet) {
  const Bytes& payload = packet.payload;
  if (payload.size() < 2) throw Error("an echo without a length");
  const std::size_t length = read_u16(payload);
  // [solution
  if (length > payload.size() - 2) throw Error("an echo is cut off");
  // solution]
  const std::uint8_t* text = payload.data() + 2;
  return Bytes(text, text + length);
}

std::vector<Reading> readings(const Packet& packet) {
  const std::span<const std::uint8_t> payload = packet.payload;
  if (payload.size() % reading_bytes != 0) throw Error("half a reading");
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < payload.size(); i += reading_bytes) {
    readings.push_back({payload[i], read_u16(payload.subspan(i + 1))});
  }
  return readings;
}

void save_readings(int descriptor, std::span<const Reading> readings) {
  for (const Reading& reading : readings) {
    // [solution
    // Byte by byte: a struct would have padding, whose bytes are nobody's.
    std::array<std::uint8_t, 8> record = {reading.sensor};
    for (unsigned i = 0; i < 4; ++i) {
      record[4 + i] = static_cast<std::uint8_t>(reading.value >> 8 * i);
    }
    const auto written = write(descriptor, record.data(), record.size());
    if (written != sizeof record) throw Error("cannot save a reading");
    // solution]
    // [starter
    // Reading record;
    // record.sensor = reading.sensor;
    // record.value = reading.value;
    // const auto written = write(descriptor, &record, sizeof record);
    // if (written != sizeof record) throw Error("cannot save a reading");
    // starter]
  }
}

std::string dump(const Packet& packet) {
  const std::span<const std::uint8_t> payload = packet.payload;
  std::string lines;
  for (std::size_t i = 0; i < payload.size(); i += bytes_per_line) {
    const std::size_t count = std::min(bytes_per_line, payload.size() - i);
    lines += dump_line(i, payload.subspan(i, count)) + "\n";
  }
  return lines;
}

}  // namespace packets
