// A heap that moves its blocks together, and the handles that this needs.
// break it: `block->offset = to;` -> `(void)block;`
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "demo/demo.hpp"
#include "demo/heap_picture.hpp"

using heaplab::demo::Demo;
using heaplab::demo::HeapBlock;

namespace {

constexpr std::size_t heap_bytes = 512;

// [class
// What a program holds instead of an address.
struct Handle {
  std::size_t row;
};

class CompactingHeap {
 public:
  // Takes the first hole that is long enough.
  bool allocate(std::size_t bytes, Handle& handle);
  void deallocate(Handle handle) { table_[handle.row].live = false; }

  // Where the block is now. Good until the next compact().
  char* at(Handle handle) { return bytes_.data() + table_[handle.row].offset; }

  void compact();
  // class]

  std::size_t free_bytes() const;
  std::size_t largest_hole() const;
  std::string draw(std::size_t focus) const;

 private:
  struct Block {
    std::size_t offset;
    std::size_t bytes;
    bool live;
  };
  struct Hole {
    std::size_t offset;
    std::size_t bytes;
  };

  std::vector<const Block*> by_address() const;
  std::vector<Hole> holes() const;

  std::array<char, heap_bytes> bytes_{};
  std::vector<Block> table_;  // one row for each handle; the only pointers
};

std::vector<const CompactingHeap::Block*> CompactingHeap::by_address() const {
  std::vector<const Block*> live;
  for (const Block& block : table_)
    if (block.live) live.push_back(&block);
  std::sort(live.begin(), live.end(),
            [](auto* a, auto* b) { return a->offset < b->offset; });
  return live;
}

std::vector<CompactingHeap::Hole> CompactingHeap::holes() const {
  std::vector<Hole> found;
  std::size_t end = 0;
  for (const Block* block : by_address()) {
    if (end < block->offset) found.push_back({end, block->offset - end});
    end = block->offset + block->bytes;
  }
  if (end < heap_bytes) found.push_back({end, heap_bytes - end});
  return found;
}

std::size_t CompactingHeap::free_bytes() const {
  std::size_t sum = 0;
  for (const Hole& hole : holes()) sum += hole.bytes;
  return sum;
}

std::size_t CompactingHeap::largest_hole() const {
  std::size_t largest = 0;
  for (const Hole& hole : holes()) largest = std::max(largest, hole.bytes);
  return largest;
}

bool CompactingHeap::allocate(std::size_t bytes, Handle& handle) {
  for (const Hole& hole : holes()) {
    if (hole.bytes < bytes) continue;
    handle.row = table_.size();
    table_.push_back({hole.offset, bytes, true});
    return true;
  }
  return false;
}

// [compact
// Moves all blocks to the beginning, in the order of their addresses.
void CompactingHeap::compact() {
  std::size_t to = 0;
  for (const Block* live : by_address()) {
    Block* block = const_cast<Block*>(live);
    std::memmove(&bytes_[to], &bytes_[block->offset], block->bytes);
    block->offset = to;
    to += block->bytes;
  }
}
// compact]

std::string CompactingHeap::draw(std::size_t focus) const {
  std::vector<HeapBlock> blocks;
  for (const Block* block : by_address())
    blocks.push_back(
        {block->offset, block->bytes, block->offset, block->bytes, true});
  for (const Hole& hole : holes())
    blocks.push_back({hole.offset, hole.bytes, hole.offset, hole.bytes, false});
  std::sort(blocks.begin(), blocks.end(),
            [](auto& a, auto& b) { return a.offset < b.offset; });
  return draw_heap(blocks, heap_bytes, focus);
}

// Each block of 64 bytes is filled with a letter of its own: A, B, C ...
bool content_is_right(CompactingHeap& heap,
                      const std::vector<Handle>& handles) {
  for (const std::size_t k : {1u, 3u, 5u, 7u}) {
    const char* text = heap.at(handles[k]);
    if (std::count(text, text + 64, 'A' + static_cast<int>(k)) != 64)
      return false;
  }
  return true;
}

void show(Demo& demo) {
  auto& table = demo.table(
      "A heap of 512 bytes",
      {"after", "free bytes", "longest hole", "is a block of 200 granted?"});
  CompactingHeap heap;
  std::vector<Handle> handles(8);
  Handle large{};
  const auto row = [&](const char* after) {
    const std::size_t free = heap.free_bytes(), hole = heap.largest_hole();
    const bool granted = heap.allocate(200, large);
    table.row({after, free, hole, granted ? "yes" : "no"});
    return granted;
  };
  for (std::size_t k = 0; k < handles.size(); ++k) {
    heap.allocate(64, handles[k]);
    std::memset(heap.at(handles[k]), 'A' + static_cast<int>(k), 64);
  }
  row("eight blocks of 64 bytes");
  for (const std::size_t k : {0u, 2u, 4u, 6u}) heap.deallocate(handles[k]);
  demo.picture("before", heap.draw(3 * 64));
  const bool before = row("every second one freed");
  // [stale
  const char* address = heap.at(handles[3]);  // of the block full of D
  heap.compact();
  // stale]
  demo.picture("after", heap.draw(1 * 64));
  const bool right = content_is_right(heap, handles);
  const bool after = row("compact()");
  demo.picture("granted", heap.draw(4 * 64));

  auto& stale = demo.table("The block full of D, after compact()",
                           {"read through", "first byte"});
  stale.row({"its handle", std::string(1, *heap.at(handles[3]))});
  stale.row({"an address from before", std::string(1, *address)});
  demo.expect("holes between live blocks are not one hole", !before);
  demo.expect("compaction makes one hole of all", after);
  demo.expect("a handle finds its block wherever it was moved", right);
  demo.expect("an address from before does not", *address != 'D');
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "handles",
                            "What does it take to move a block?", show);
}
