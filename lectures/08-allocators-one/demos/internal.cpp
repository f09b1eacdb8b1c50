// How many bytes of a block its user did not ask for.
// break it: `(bytes + to - 1) / to * to` -> `bytes / to * to`
#include <malloc.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "demo/demo.hpp"

namespace {

using Bytes = std::uint64_t;

// [layout
constexpr Bytes round_up(Bytes bytes, Bytes to) {
  return (bytes + to - 1) / to * to;
}

// How long the block for `payload` bytes is.
struct Layout {
  const char* name;
  Bytes tags;   // header, and footer where there is one
  Bytes to;     // lengths are multiples of this; 0: powers of two
  Bytes least;  // no block is shorter

  Bytes block_bytes(Bytes payload) const {
    const Bytes needed = payload + tags;
    const Bytes rounded =
        to == 0 ? std::bit_ceil(needed) : round_up(needed, to);
    return std::max(rounded, least);
  }
};
// layout]

const std::vector<Layout> layouts = {
    {"header, multiples of 8", 8, 8, 16},
    {"header, multiples of 16", 8, 16, 32},
    {"header and footer, of 16", 16, 16, 32},
    {"header, powers of two", 8, 0, 32},
};

constexpr Bytes requests[] = {1, 8, 24, 25, 100, 1000};

void show_blocks(heaplab::demo::Demo& demo) {
  std::vector<std::string> columns = {"a block for"};
  for (const Bytes payload : requests)
    columns.push_back(std::to_string(payload));
  auto& table = demo.table("how long the block is", columns);
  for (const Layout& layout : layouts) {
    std::vector<heaplab::demo::Cell> cells = {layout.name};
    for (const Bytes payload : requests)
      cells.push_back(layout.block_bytes(payload));
    table.row(cells);
  }
}

// Of all requests from 1 to `largest` bytes, one each.
Bytes percent_lost(const Layout& layout, Bytes largest) {
  Bytes asked = 0, taken = 0;
  for (Bytes payload = 1; payload <= largest; ++payload) {
    asked += payload;
    taken += layout.block_bytes(payload);
  }
  return (100 * (taken - asked) + taken / 2) / taken;
}

void show_loss(heaplab::demo::Demo& demo) {
  auto& table = demo.table(
      "lost inside the blocks, in per cent, one request of each size",
      {"layout", "1 to 32", "1 to 256", "1 to 4096"});
  for (const Layout& layout : layouts)
    table.row({layout.name, percent_lost(layout, 32), percent_lost(layout, 256),
               percent_lost(layout, 4096)});
}

// [usable
void show_malloc(heaplab::demo::Demo& demo) {
  auto& table = demo.table("malloc of this machine", {"asked for", "may use"});
  bool enough = true;
  for (const Bytes payload : requests) {
    void* block = std::malloc(payload);
    const std::size_t usable = malloc_usable_size(block);
    std::free(block);
    table.row(
        {payload, heaplab::demo::measured(static_cast<double>(usable), "B")});
    enough = enough && usable >= payload;
  }
  demo.expect("malloc gives at least what was asked for", enough);
}
// usable]

void show(heaplab::demo::Demo& demo) {
  show_blocks(demo);
  show_loss(demo);
  show_malloc(demo);
  bool room = true;
  for (const Layout& layout : layouts)
    for (Bytes payload = 0; payload <= 10000; ++payload)
      room = room && layout.block_bytes(payload) >= payload + layout.tags;
  demo.expect("a block has room for its tags and its payload", room);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "internal",
                            "How much of a block is not payload?", show);
}
