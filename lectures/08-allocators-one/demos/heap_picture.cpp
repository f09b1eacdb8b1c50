// What the heap of an implicit list looks like while a trace is performed.
// break it: `heap.join_all();  // the last time` -> `// the last time`
#include "demo/heap_picture.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "demo/demo.hpp"

namespace {

using heaplab::demo::HeapBlock;

// A small allocator to look at. Places are offsets in an array. One header for
// each block and nothing else; free blocks are joined only when none fits, all
// at once.
class SmallHeap {
 public:
  struct Story {  // what the last call did
    int searched = 0;
    int joined = 0;
    std::size_t rest = 0;
    std::size_t grown = 0;
  };

  std::size_t allocate(std::size_t payload_bytes);
  void release(std::size_t payload);
  void join_all();

  std::vector<HeapBlock> blocks() const;
  std::size_t end() const { return end_; }
  const Story& story() const { return story_; }
  std::uint64_t word(std::size_t block) const;

 private:
  static constexpr std::size_t first = 8;  // so that payloads are multiples
  static constexpr std::size_t least = 32;
  static constexpr std::size_t step = 128;  // the heap grows by at least this
  static constexpr std::size_t none = SIZE_MAX;

  // [header
  bool is_free(std::size_t block) const { return (word(block) & 1) == 0; }
  std::size_t length(std::size_t block) const { return word(block) & ~15ul; }
  std::size_t next(std::size_t block) const { return block + length(block); }
  // header]
  void write(std::size_t block, std::size_t length, bool allocated);
  std::size_t find(std::size_t needed);
  std::size_t grow(std::size_t needed);

  alignas(16) std::array<std::byte, 1024> memory_{};
  std::size_t end_ = first;
  std::size_t last_ = none;  // the block before end_
  Story story_;
};

std::uint64_t SmallHeap::word(std::size_t block) const {
  std::uint64_t word;
  std::memcpy(&word, &memory_[block], sizeof word);
  return word;
}

void SmallHeap::write(std::size_t block, std::size_t length, bool allocated) {
  const std::uint64_t word = length | (allocated ? 1 : 0);
  std::memcpy(&memory_[block], &word, sizeof word);
  if (block + length == end_) last_ = block;
}

// [find
std::size_t SmallHeap::find(std::size_t needed) {
  for (std::size_t block = first; block < end_; block = next(block)) {
    ++story_.searched;
    if (is_free(block) && length(block) >= needed) return block;
  }
  return none;
}
// find]

// [allocate
std::size_t SmallHeap::allocate(std::size_t payload_bytes) {
  story_ = {};
  const std::size_t rounded = (8 + payload_bytes + 15) / 16 * 16;
  const std::size_t needed = std::max(rounded, least);
  std::size_t block = find(needed);
  if (block == none) {
    join_all();
    block = find(needed);
  }
  if (block == none) block = grow(needed);
  const std::size_t rest = length(block) - needed;
  if (rest >= least) {  // long enough for a block of its own
    write(block + needed, rest, false);
    write(block, needed, true);
    story_.rest = rest;
  } else {
    write(block, length(block), true);
  }
  return block + 8;
}
// allocate]

void SmallHeap::release(std::size_t payload) {
  story_ = {};
  write(payload - 8, length(payload - 8), false);
}

// [join
void SmallHeap::join_all() {
  for (std::size_t block = first; block < end_; block = next(block)) {
    while (is_free(block) && next(block) < end_ && is_free(next(block))) {
      write(block, length(block) + length(next(block)), false);
      ++story_.joined;
    }
  }
}
// join]

std::size_t SmallHeap::grow(std::size_t needed) {
  const bool at_free_end = last_ != none && is_free(last_);
  const std::size_t have = at_free_end ? length(last_) : 0;
  const std::size_t block = at_free_end ? last_ : end_;
  story_.grown = std::max(needed - have, step);
  end_ += story_.grown;
  write(block, have + story_.grown, false);
  return block;
}

std::vector<HeapBlock> SmallHeap::blocks() const {
  std::vector<HeapBlock> blocks;
  for (std::size_t block = first; block < end_; block = next(block))
    blocks.push_back(
        {block, length(block), block + 8, length(block) - 8, !is_free(block)});
  return blocks;
}

std::string in_words(const SmallHeap::Story& story) {
  std::string text;
  if (story.joined > 0) text += "joins " + std::to_string(story.joined) + ", ";
  if (story.grown > 0) text += "grows " + std::to_string(story.grown) + ", ";
  if (story.rest > 0) text += "leaves " + std::to_string(story.rest) + ", ";
  return text.empty() ? "" : text.substr(0, text.size() - 2);
}

// [covers
bool covers_the_heap(const SmallHeap& heap) {
  std::size_t at = 8;
  for (const HeapBlock& block : heap.blocks()) {
    if (block.offset != at || block.payload_offset % 16 != 0) return false;
    at += block.bytes;
  }
  return at == heap.end();
}
// covers]

bool free_neighbours(const SmallHeap& heap) {
  bool before_is_free = false;
  for (const HeapBlock& block : heap.blocks()) {
    if (before_is_free && !block.allocated) return true;
    before_is_free = !block.allocated;
  }
  return false;
}

struct Operation {
  bool frees = false;
  int id = 0;
  std::size_t bytes = 0;
  std::string text;
};

// The lines `a ID BYTES` and `f ID` of a trace.
std::vector<Operation> read_trace(const char* path) {
  std::vector<Operation> operations;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string kind;
    Operation operation;
    words >> kind >> operation.id >> operation.bytes;
    operation.frees = kind == "f";
    operation.text = line;
    if (kind == "a" || kind == "f") operations.push_back(operation);
  }
  return operations;
}

void show_trace(heaplab::demo::Demo& demo) {
  auto& steps = demo.table("the trace", {"operation", "block at", "searched",
                                         "what happened", "header", "heap"});
  SmallHeap heap;
  std::map<int, std::size_t> payloads;
  bool sound = true;
  for (const Operation& operation :
       read_trace(HEAPLAB_DEMO_FOLDER "/heap_picture.trace")) {
    std::size_t& payload = payloads[operation.id];
    if (operation.frees)
      heap.release(payload);
    else
      payload = heap.allocate(operation.bytes);
    steps.row({operation.text, payload - 8, heap.story().searched,
               in_words(heap.story()), heap.word(payload - 8), heap.end()});
    demo.picture((operation.frees ? "free-" : "allocate-") +
                     std::to_string(operation.id),
                 draw_heap(heap.blocks(), heap.end(), payload - 8));
    sound = sound && covers_the_heap(heap);
  }
  demo.expect("the lengths lead from the first block to the heap's end", sound);
  heap.release(payloads[4]);
  heap.release(payloads[2]);
  heap.join_all();  // the last time
  demo.expect("after joining, no two free blocks are neighbours",
              !free_neighbours(heap));
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "heap_picture",
      "How does a row of blocks serve, split, join and grow?", show_trace);
}
