// Enough free bytes in all, and no place for a request.
// break it: `Heap heap(joins);` -> `Heap heap(false);`
#include <algorithm>
#include <string>
#include <vector>

#include "08-allocators-one/demos/model_heap.hpp"
#include "demo/demo.hpp"
#include "pictures.hpp"

namespace {

using model::Bytes;
using model::Heap;

struct Free {
  Bytes bytes = 0, blocks = 0, longest = 0;
};

// [free
Free free_in(const Heap& heap) {
  Free free;
  for (const auto& [offset, block] : heap.blocks()) {
    if (block.allocated) continue;
    free.bytes += block.bytes;
    free.blocks += 1;
    free.longest = std::max(free.longest, block.bytes);
  }
  return free;
}
// free]

// [first-fit
// First fit. Returns whether the heap had to grow.
bool allocate(Heap& heap, Bytes bytes) {
  for (auto place = heap.begin(); place != heap.end(); ++place) {
    if (!heap.is_free(place) || place->second.bytes < bytes) continue;
    heap.take(place, bytes);
    return false;
  }
  heap.grow(bytes);
  return true;
}
// first-fit]

class Story {
 public:
  Story(heaplab::demo::Demo& demo, const std::string& title)
      : table_(demo.table(
            title, {"step", "free bytes", "pieces", "longest", "heap"})) {}
  void row(const char* step, const Heap& heap) {
    const Free free = free_in(heap);
    table_.row({step, free.bytes, free.blocks, free.longest, heap.bytes()});
  }

 private:
  heaplab::demo::Table& table_;
};

// Eight blocks of 64 bytes. Every second one is freed, a long request comes,
// then the others are freed and the request comes again.
struct Ending {
  bool first_grew, second_grew;
  Free when_all_free;
};

Ending perform(heaplab::demo::Demo& demo, bool joins) {
  Heap heap(joins);
  Story story(demo, joins ? "with joining" : "without joining");
  for (int k = 0; k < 8; ++k) allocate(heap, 64);
  // [story
  for (Bytes offset = 0; offset < 512; offset += 128)
    heap.release(heap.at(offset));
  story.row("every second of 8 blocks freed", heap);
  if (joins) demo.picture("every-second", draw(heap, 128));

  const bool first_grew = allocate(heap, 192);
  story.row("192 bytes asked for", heap);

  for (Bytes offset = 64; offset < 512; offset += 128)
    heap.release(heap.at(offset));
  story.row("the other four freed", heap);
  demo.picture(joins ? "joined" : "not-joined", draw(heap, 0));
  const Free when_all_free = free_in(heap);

  const bool second_grew = allocate(heap, 192);
  story.row("192 bytes asked for", heap);
  // story]
  return {first_grew, second_grew, when_all_free};
}

void show(heaplab::demo::Demo& demo) {
  const Ending apart = perform(demo, false);
  const Ending joined = perform(demo, true);
  demo.expect("scattered free bytes serve no long request, joined or not",
              apart.first_grew && joined.first_grew);
  demo.expect("free neighbours that were joined serve it", !joined.second_grew);
  demo.expect("free neighbours that were not joined do not", apart.second_grew);
  demo.expect_equal("joining changes no sum of free bytes",
                    joined.when_all_free.bytes, apart.when_all_free.bytes);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "fragmentation",
                            "When do free bytes help nobody?", show);
}
