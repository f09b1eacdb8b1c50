// Short sequences on which best fit needs more heap than first fit.
// break it: `place->second.bytes < found->second.bytes` -> `false`
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "08-allocators-one/demos/model_heap.hpp"
#include "demo/demo.hpp"
#include "pictures.hpp"

namespace {

using model::Bytes;
using model::Heap;

enum class Fit { first, best };

// [place
Bytes allocate(Heap& heap, Bytes bytes, Fit fit) {
  auto found = heap.end();
  for (auto place = heap.begin(); place != heap.end(); ++place) {
    if (!heap.is_free(place) || place->second.bytes < bytes) continue;
    if (found == heap.end() || place->second.bytes < found->second.bytes)
      found = place;
    if (fit == Fit::first) break;
  }
  const auto block =
      found == heap.end() ? heap.grow(bytes) : heap.take(found, bytes);
  return block->first;
}
// place]

// Holes of these lengths, by address, a live block of 32 bytes behind each.
Heap heap_with_holes(const std::vector<Bytes>& holes) {
  Heap heap;
  std::vector<Bytes> offsets;
  for (const Bytes hole : holes) {
    offsets.push_back(heap.grow(hole)->first);
    heap.grow(32);
  }
  for (const Bytes offset : offsets) heap.release(heap.at(offset));
  return heap;
}

Bytes heap_after(const std::vector<Bytes>& holes,
                 const std::vector<Bytes>& requests, Fit fit) {
  Heap heap = heap_with_holes(holes);
  for (const Bytes bytes : requests) allocate(heap, bytes, fit);
  return heap.bytes();
}

// [sequences
const std::vector<Bytes> holes = {208, 176};
const std::vector<Bytes> against_best = {128, 160, 80};
const std::vector<Bytes> against_first = {176, 208};
// sequences]

void show_two(heaplab::demo::Demo& demo) {
  auto& table = demo.table("holes of 208 and of 176 bytes",
                           {"requests", "first fit needs", "best fit needs"});
  const auto row = [&](const char* name, const std::vector<Bytes>& requests) {
    const Bytes first = heap_after(holes, requests, Fit::first);
    const Bytes best = heap_after(holes, requests, Fit::best);
    table.row({name, first, best});
    return best > first;
  };
  demo.expect("best fit needs more on the first sequence",
              row("128, 160, 80", against_best));
  demo.expect("and not on the second", !row("176, 208", against_first));
  for (const Fit fit : {Fit::first, Fit::best}) {
    Heap heap = heap_with_holes(holes);
    for (const Bytes bytes : against_best) allocate(heap, bytes, fit);
    const Bytes second_hole = holes[0] + 32;
    demo.picture(fit == Fit::first ? "first-fit" : "best-fit",
                 draw(heap, second_hole));
  }
}

// [random
std::vector<Bytes> random_lengths(std::mt19937_64& random, std::size_t count) {
  std::vector<Bytes> lengths;
  for (std::size_t k = 0; k < count; ++k)
    lengths.push_back(32 + 16 * (random() % 16));
  return lengths;
}

void show_many(heaplab::demo::Demo& demo) {
  std::mt19937_64 random(1);
  Bytes less = 0, same = 0, more = 0;
  for (int k = 0; k < 10000; ++k) {
    const auto some_holes = random_lengths(random, 6);
    const auto requests = random_lengths(random, 8);
    const Bytes first = heap_after(some_holes, requests, Fit::first);
    const Bytes best = heap_after(some_holes, requests, Fit::best);
    ++(best < first ? less : best == first ? same : more);
  }
  // random]
  auto& table = demo.table("10,000 times: 6 random holes, 8 random requests",
                           {"best fit needs", "times"});
  table.row({"less than first fit", less});
  table.row({"the same", same});
  table.row({"more than first fit", more});
  demo.expect("best fit is better more often than worse, and sometimes worse",
              less > more && more > 0);
}

void show(heaplab::demo::Demo& demo) {
  show_two(demo);
  show_many(demo);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "best_fit_not_optimal",
                            "Is best fit the best that can be done?", show);
}
