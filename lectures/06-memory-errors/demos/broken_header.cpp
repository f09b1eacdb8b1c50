// Where a write past a block lands: in the allocator's own notes.
// break it: `i < 4` -> `i < 3`
#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "demo/demo.hpp"
#include "demo/heap_picture.hpp"

namespace demo = heaplab::demo;

namespace {

// [heap
// A heap of 136 bytes: a header of 8 bytes before each payload has the bytes of
// the block, plus 1 when it is allocated.
struct Heap {
  static constexpr std::uint64_t first = 8;  // the offset of the first block
  static constexpr std::uint64_t end = 136;

  std::uint64_t word(std::uint64_t offset) const {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
  }
  void set_word(std::uint64_t offset, std::uint64_t value) {
    std::memcpy(bytes.data() + offset, &value, sizeof value);
  }

  alignas(16) std::array<unsigned char, end> bytes = {};
};
// heap]

// [walk
// From header to header, until one cannot be right.
std::vector<demo::HeapBlock> walk(const Heap& heap) {
  std::vector<demo::HeapBlock> blocks;
  std::uint64_t at = Heap::first;
  while (at < Heap::end) {
    const std::uint64_t header = heap.word(at);
    const std::uint64_t bytes = header & ~std::uint64_t{1};
    if (bytes < 16 || at + bytes > Heap::end) break;
    blocks.push_back({at, bytes, at + 8, bytes - 8, (header & 1) != 0});
    at += bytes;
  }
  return blocks;
}
// walk]

std::uint64_t reached(const std::vector<demo::HeapBlock>& blocks) {
  return blocks.empty() ? Heap::first
                        : blocks.back().offset + blocks.back().bytes;
}

Heap three_blocks_and_a_free_one() {
  Heap heap;
  for (std::uint64_t k = 0; k < 3; ++k) heap.set_word(8 + 32 * k, 32 + 1);
  heap.set_word(104, 32);
  for (std::uint64_t k = 0; k < 3; ++k) heap.set_word(80 + 8 * k, 7 + k);
  return heap;
}

void fill(demo::Demo& demo) {
  Heap heap = three_blocks_and_a_free_one();
  const auto before = walk(heap);
  // [overflow
  // The first payload begins at offset 16 and has room for three numbers.
  for (std::uint64_t i = 0; i < 4; ++i) heap.set_word(16 + 8 * i, 10 * (i + 1));
  // overflow]
  const auto after = walk(heap);

  demo.picture("before", demo::draw_heap(before, Heap::end, 8));
  demo.picture("after", demo::draw_heap(after, Heap::end, 40));
  auto& table = demo.table("", {"the walk", "before", "after"});
  table.row({"finds so many blocks", before.size(), after.size()});
  table.row({"takes the second for", before[1].allocated ? "allocated" : "free",
             after[1].allocated ? "allocated" : "free"});
  table.row({"thinks it has bytes", before[1].bytes, after[1].bytes});
  table.row({"ends at offset", reached(before), reached(after)});
  demo.expect_equal("in a sound heap the walk ends at the heap's end",
                    reached(before), Heap::end);
  demo.expect("one number too many, and it ends somewhere else",
              reached(after) != Heap::end);
  demo.expect_equal("the third payload is as it was", heap.word(80), 7u);
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "broken_header",
                   "What does a write past a block hit?", fill);
}
