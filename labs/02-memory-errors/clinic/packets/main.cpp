// packets FILE [READINGS]: shows what a station sent, and saves its readings.
#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "packets.hpp"

namespace {

packets::Bytes read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void show(const packets::Packet& packet, int descriptor) {
  std::cout << packets::dump(packet);
  if (packet.kind == 1) {
    std::cout << "station " << packets::hello_label(packet) << "\n";
  } else if (packet.kind == 2) {
    packets::save_readings(descriptor, packets::readings(packet));
  } else if (packet.kind == 3) {
    const packets::Bytes reply = packets::echo_reply(packet);
    std::cout << "echo " << std::string(reply.begin(), reply.end()) << "\n";
  }
}

void show_all(const packets::Bytes& bytes, int descriptor) {
  packets::Statistics statistics;
  for (const packets::Packet& packet : packets::parse(bytes)) {
    try {
      statistics.count(packet);
      show(packet, descriptor);
    } catch (const packets::Error& error) {
      std::cout << error.what() << "\n";
    }
  }
  for (int kind = 1; kind <= 4; ++kind) {
    std::cout << statistics.of(kind) << " of kind " << kind << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  const char* path = argc > 2 ? argv[2] : "/dev/null";
  const int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  try {
    show_all(read_file(argc > 1 ? argv[1] : "inputs/evening.bin"), descriptor);
  } catch (const packets::Error& error) {
    std::cerr << error.what() << "\n";
  }
  close(descriptor);
}
