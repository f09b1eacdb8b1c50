// The packets of a weather station, as they come through a cable.
//
//   kind     1 byte: 1 hello, 2 reading, 3 echo, 4 bye
//   length   2 bytes, high byte first: of the payload
//   payload  length bytes
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace packets {

using Bytes = std::vector<std::uint8_t>;

class Error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Packet {
  int kind = 0;  // 0 to 255: not checked yet
  Bytes payload;
};

struct Reading {
  std::uint8_t sensor = 0;
  std::uint32_t value = 0;
};

// All packets, of any kind. Throws Error when the last one is cut off.
std::vector<Packet> parse(std::span<const std::uint8_t> bytes);

// How many packets there were of each kind.
class Statistics {
 public:
  Statistics();
  // Throws Error for another kind than 1 to 4, and counts nothing.
  void count(const Packet& packet);
  int of(int kind) const;  // 1 to 4

 private:
  std::unique_ptr<int[]> counts_;
};

// The name and version that a hello packet tells: "north v3". Its payload is
// the name, 16 bytes, filled up with zeros, and a byte for the version. Throws
// Error when it has another length.
std::string hello_label(const Packet& packet);

// What an echo packet wants back. Its payload is the length of a text (2 bytes,
// high byte first), the text, and padding. Throws Error when the text is longer
// than what came.
Bytes echo_reply(const Packet& packet);

// Three bytes for each reading: the sensor and 2 bytes of value, high byte
// first. Throws Error when the payload is no multiple of that.
std::vector<Reading> readings(const Packet& packet);

// Appends readings to a file, 8 bytes each: the sensor, three zeros, and the
// value, low byte first. Throws Error when the file does not take them.
void save_readings(int descriptor, std::span<const Reading> readings);

// The payload in hexadecimal, 16 bytes a line, behind the offset of each line:
// "0000: 68 65 6c 6c 6f\n".
std::string dump(const Packet& packet);

}  // namespace packets
