// The same requests, served in four ways: how much work, how much heap.
// break it: `Heap heap(way == Way::first_fit || way == Way::best_fit);`
//     -> `Heap heap(false);`
#include <cstdint>
#include <string>
#include <utility>

#include "demo/demo.hpp"
#include "model_heap.hpp"
#include "random_requests.hpp"

namespace {

using model::Bytes;
using model::Heap;

// [ways
enum class Way {
  forwards,      // never look back: each block at the heap's end
  never_joined,  // the first free block that is long enough; none is joined
  first_fit,     // the first that is long enough; free neighbours are joined
  best_fit,      // all are looked at, the shortest that is long enough wins
};
// ways]

struct Served {
  Bytes heap_bytes = 0;
  std::uint64_t looked_at = 0;  // blocks, in all searches
  std::uint64_t allocations = 0;
  bool only_live = true;  // only live blocks were freed
};

// [search
Heap::Place search(Heap& heap, Way way, Bytes needed, Served& served) {
  auto found = heap.end();
  if (way == Way::forwards) return found;
  for (auto place = heap.begin(); place != heap.end(); ++place) {
    ++served.looked_at;
    if (!heap.is_free(place) || place->second.bytes < needed) continue;
    if (found == heap.end() || place->second.bytes < found->second.bytes)
      found = place;
    if (way != Way::best_fit) break;
  }
  return found;
}
// search]

Served serve(const model::Sequence& sequence, Way way) {
  Served served;
  Heap heap(way == Way::first_fit || way == Way::best_fit);
  perform(
      sequence,
      [&](Bytes payload) {
        const Bytes needed = model::block_bytes(payload);
        const auto free = search(heap, way, needed, served);
        ++served.allocations;
        const auto block =
            free == heap.end() ? heap.grow(needed) : heap.take(free, needed);
        return block->first;
      },
      [&](Bytes offset) {
        const auto block = heap.at(offset);
        served.only_live = served.only_live && block->second.allocated;
        if (way != Way::forwards) heap.release(block);
      });
  served.heap_bytes = heap.bytes();
  return served;
}

void show(heaplab::demo::Demo& demo) {
  const auto sequence = model::random_requests(20000, 500, 1000, 8);
  auto& table = demo.table(
      "20,000 requests of 1 to 1000 bytes, at most 500 blocks at a time",
      {"way", "blocks looked at, each", "highest address", "utilization"});
  Bytes highest[4];
  bool right = true;
  const auto row = [&](const char* name, Way way) {
    const Served served = serve(sequence, way);
    highest[static_cast<int>(way)] = served.heap_bytes;
    right = right && served.only_live;
    table.row({name, served.looked_at / served.allocations, served.heap_bytes,
               std::to_string(100 * sequence.peak_payload / served.heap_bytes) +
                   " %"});
  };
  row("always forwards", Way::forwards);
  row("reuse, never join", Way::never_joined);
  row("first fit, join", Way::first_fit);
  row("best fit, join", Way::best_fit);
  demo.expect("only blocks that live are freed", right);
  demo.expect("each way reaches less far than the one above it",
              highest[0] > highest[1] && highest[1] > highest[2] &&
                  highest[2] > highest[3]);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "fast_and_poor",
                            "What does good utilization cost in work?", show);
}
