// Robson's adversary: a program that makes every allocator waste memory.
// break it: `if (is_kept(block, size, residue_))` -> `if (false)`
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "08-allocators-one/demos/model_heap.hpp"
#include "demo/demo.hpp"
#include "demo/heap_picture.hpp"

namespace {

using model::Bytes;
using model::Heap;
using Words = std::uint64_t;  // the heap is counted in words, without headers

enum class Fit { first, best, worst };
struct Span {
  Words offset, words;
};

Words allocate(Heap& heap, Words words, Fit fit) {
  auto found = heap.end();
  for (auto place = heap.begin(); place != heap.end(); ++place) {
    if (!heap.is_free(place) || place->second.bytes < words) continue;
    const Words length = place->second.bytes;
    if (found == heap.end() ||
        (fit == Fit::best ? length < found->second.bytes
                          : length > found->second.bytes))
      found = place;
    if (fit == Fit::first) break;
  }
  const auto block =
      found == heap.end() ? heap.grow(words) : heap.take(found, words);
  return block->first;
}

// The program: it may have 1024 words live, in blocks of 1, 2, 4 … words. It
// looks at the addresses that it is given.
class Adversary {
 public:
  Adversary(Fit fit, Words most_live) : fit_(fit), most_live_(most_live) {
    fill(1);
  }

  // [step
  // Frees all but those blocks that lie in the way of longer ones, and asks
  // for as many blocks of `size` words as it may have.
  void step(Words size) {
    const Words other = residue_ + size / 2;
    if (wasted(size, other) > wasted(size, residue_)) residue_ = other;
    std::vector<Span> kept;
    for (const Span& block : live_) {
      if (is_kept(block, size, residue_))
        kept.push_back(block);
      else
        heap_.release(heap_.at(block.offset));
    }
    live_ = kept;
    fill(size);
  }
  // step]

  const Heap& heap() const { return heap_; }
  Words heap_words() const { return heap_.bytes(); }
  Words live_words() const {
    Words words = 0;
    for (const Span& block : live_) words += block.words;
    return words;
  }

 private:
  // [kept
  // The block holds a word whose address leaves `residue` when divided by
  // `size`. As long as it lives, no block of `size` words fits around it in
  // that stretch of the heap.
  static bool is_kept(const Span& block, Words size, Words residue) {
    return (residue - block.offset) % size < block.words;
  }
  // kept]
  Words wasted(Words size, Words residue) const {
    Words words = 0;
    for (const Span& block : live_)
      if (is_kept(block, size, residue)) words += size - block.words;
    return words;
  }
  void fill(Words size) {
    for (Words live = live_words(); live + size <= most_live_; live += size)
      live_.push_back({allocate(heap_, size, fit_), size});
  }

  Fit fit_;
  Words most_live_;
  Heap heap_{true, 1};
  std::vector<Span> live_;
  Words residue_ = 0;
};

// [bound
// No allocator that never moves a block can promise less than this.
Words robsons_bound(Words most_live, Words longest) {
  const auto doublings = static_cast<Words>(std::countr_zero(longest));
  return most_live + most_live * doublings / 2 - longest + 1;
}
// bound]

// The same with 8 words, as a picture: a word is drawn as 16 bytes.
void draw_small(heaplab::demo::Demo& demo) {
  Adversary adversary(Fit::best, 8);
  adversary.step(2);
  std::vector<heaplab::demo::HeapBlock> blocks;
  for (const auto& [offset, block] : adversary.heap().blocks())
    blocks.push_back({16 * offset + 8, 16 * block.bytes, 16 * offset + 16,
                      16 * block.bytes - 8, block.allocated});
  demo.picture("eight-words",
               draw_heap(blocks, 16 * adversary.heap_words() + 8, 72));
}

void show(heaplab::demo::Demo& demo) {
  constexpr Words most_live = 1024;
  draw_small(demo);
  auto& table =
      demo.table("words of heap for a program with at most 1024 live words",
                 {"longest block", "Robson's bound", "first fit", "best fit",
                  "worst fit"});
  Adversary first(Fit::first, most_live), best(Fit::best, most_live),
      worst(Fit::worst, most_live);
  bool above = true, few_live = true;
  for (Words longest = 1; longest <= 64; longest *= 2) {
    const Words bound = robsons_bound(most_live, longest);
    std::vector<heaplab::demo::Cell> cells = {longest, bound};
    for (Adversary* each : {&first, &best, &worst}) {
      if (longest > 1) each->step(longest);
      cells.push_back(each->heap_words());
      above = above && each->heap_words() >= bound;
      few_live = few_live && each->live_words() <= most_live;
    }
    table.row(cells);
  }
  demo.expect("the program never has more live words than it may", few_live);
  demo.expect("no fit stays below Robson's bound", above);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "robson",
                            "How bad can it get, whatever the allocator does?",
                            show);
}
