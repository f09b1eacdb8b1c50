// Which caches this machine has, and which bytes of a struct share a line.
// break it: `struct alignas(64) Packet` -> `struct Packet`
#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <new>
#include <string>

#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

// [packet
struct alignas(64) Packet {
  std::uint64_t id;
  std::uint32_t from, to;
  unsigned char body[96];
  std::uint64_t checksum;
};
// packet]

// The first line of a file that the kernel writes; empty where it has none.
std::string line_of(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

bool list_caches(Demo& demo) {
  auto& table = demo.table("Caches of the first processor",
                           {"level", "holds", "size", "line", "shared by"});
  const std::string cpu = "/sys/devices/system/cpu/cpu0/";
  bool any = false;
  for (int index = 0; index < 8; ++index) {
    const std::string cache = fmt::format("{}cache/index{}/", cpu, index);
    const std::string level = line_of(cache + "level");
    if (level.empty()) break;
    any = true;
    table.row({measured("L" + level), measured(line_of(cache + "type")),
               measured(line_of(cache + "size")),
               measured(line_of(cache + "coherency_line_size") + " B"),
               measured("cpu " + line_of(cache + "shared_cpu_list"))});
  }
  const std::string siblings = line_of(cpu + "topology/thread_siblings_list");
  if (!siblings.empty())
    table.row({measured("core"), measured("hardware threads"), "", "",
               measured("cpu " + siblings)});
  return any;
}

// Of the line, counted from the beginning of the object.
std::size_t line_at(std::size_t offset) { return offset / 64; }

void look(Demo& demo) {
  if (!list_caches(demo))
    demo.not_measured("caches", "/sys says nothing about them here");

  auto& table = demo.table("A Packet, in lines of 64 bytes",
                           {"member", "offset", "bytes", "line", "last line"});
  const auto row = [&](const char* name, std::size_t offset,
                       std::size_t bytes) {
    table.row(
        {name, offset, bytes, line_at(offset), line_at(offset + bytes - 1)});
  };
  row("id", offsetof(Packet, id), sizeof(Packet::id));
  row("from", offsetof(Packet, from), sizeof(Packet::from));
  row("to", offsetof(Packet, to), sizeof(Packet::to));
  row("body", offsetof(Packet, body), sizeof(Packet::body));
  row("checksum", offsetof(Packet, checksum), sizeof(Packet::checksum));

  Packet* packets = new Packet[10];
  bool all_begin = true;
  for (int k = 0; k < 10; ++k)
    all_begin =
        all_begin && reinterpret_cast<std::uintptr_t>(&packets[k]) % 64 == 0;
  demo.expect("every Packet of an array begins with a line", all_begin);
  demo.expect_equal("a Packet takes whole lines", sizeof(Packet) % 64,
                    std::size_t{0});
  delete[] packets;
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "cache_lines",
                            "In what pieces does memory move?", look);
}
