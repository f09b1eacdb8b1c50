// First, next, best and worst fit, served the same random requests.
// break it: `size < best` -> `size > best`
#include <cstdint>
#include <string>
#include <utility>

#include "08-allocators-one/demos/model_heap.hpp"
#include "08-allocators-one/demos/random_requests.hpp"
#include "demo/demo.hpp"

namespace {

using model::Bytes;
using model::Heap;

enum class Fit { first, next, best, worst };

// Chooses a free block. Free blocks are on a list by address; a step is a free
// block that is looked at.
class Search {
 public:
  explicit Search(Fit fit) : fit_(fit) {}

  // end(): none is long enough
  Heap::Place find(Heap& heap, Bytes needed) {
    const bool from_rover = fit_ == Fit::next;
    const auto from = from_rover ? heap.around(rover_) : heap.begin();
    auto found = look(heap, from, heap.end(), needed);
    if (from_rover && found == heap.end())
      found = look(heap, heap.begin(), from, needed);
    return found;
  }
  // The next search of next fit begins behind this block.
  void placed(Heap::Place block) {
    rover_ = block->first + block->second.bytes;
  }
  std::uint64_t steps() const { return steps_; }

 private:
  // [look
  Heap::Place look(Heap& heap, Heap::Place from, Heap::Place to, Bytes needed) {
    auto found = heap.end();
    for (auto place = from; place != to; ++place) {
      if (!heap.is_free(place)) continue;
      ++steps_;
      if (place->second.bytes < needed) continue;
      if (fit_ == Fit::first || fit_ == Fit::next) return place;
      if (found == heap.end() || is_better(place, found)) found = place;
    }
    return found;
  }
  bool is_better(Heap::Place place, Heap::Place found) const {
    const Bytes size = place->second.bytes, best = found->second.bytes;
    return fit_ == Fit::best ? size < best : size > best;
  }
  // look]

  Fit fit_;
  Bytes rover_ = 0;
  std::uint64_t steps_ = 0;
};

struct Result {
  Bytes heap_bytes = 0;
  std::uint64_t steps = 0;
  std::uint64_t grown = 0;  // requests that no free block could serve
  std::uint64_t free_blocks = 0;
  Bytes longest_free = 0;
};

Result serve(const model::Sequence& sequence, Fit fit) {
  Result result;
  Heap heap;
  Search search(fit);
  perform(
      sequence,
      [&](Bytes payload) {
        const Bytes needed = model::block_bytes(payload);
        const auto free = search.find(heap, needed);
        if (free == heap.end()) ++result.grown;
        const auto block =
            free == heap.end() ? heap.grow(needed) : heap.take(free, needed);
        search.placed(block);
        return block->first;
      },
      [&](Bytes offset) { heap.release(heap.at(offset)); });
  result.heap_bytes = heap.bytes();
  result.steps = search.steps();
  for (const auto& [offset, block] : heap.blocks())
    if (!block.allocated) {
      ++result.free_blocks;
      result.longest_free = std::max(result.longest_free, block.bytes);
    }
  return result;
}

// "0.944"
std::string thousandths(std::uint64_t part, std::uint64_t whole) {
  const std::string digits = std::to_string(1000 * part / whole);
  return "0." + std::string(3 - digits.size(), '0') + digits;
}

void show(heaplab::demo::Demo& demo) {
  constexpr std::uint64_t allocations = 20000;
  const auto sequence = model::random_requests(allocations, 1000, 4096, 9);
  auto& table = demo.table(
      "20,000 requests of 1 to 4096 bytes, at most 1000 blocks at a time",
      {"fit", "utilization", "steps, each", "heap grew", "free at the end",
       "longest free"});
  Result results[4];
  const auto row = [&](const char* name, Fit fit) {
    const Result result = serve(sequence, fit);
    results[static_cast<int>(fit)] = result;
    table.row({name, thousandths(sequence.peak_payload, result.heap_bytes),
               result.steps / allocations, result.grown, result.free_blocks,
               result.longest_free});
  };
  row("best", Fit::best);
  row("first", Fit::first);
  row("next", Fit::next);
  row("worst", Fit::worst);
  const auto& [first, next, best, worst] = results;
  demo.expect(
      "on this sequence best fit needs the shortest heap",
      best.heap_bytes < first.heap_bytes && best.heap_bytes < next.heap_bytes);
  demo.expect("on this sequence worst fit needs the longest heap",
              worst.heap_bytes > first.heap_bytes &&
                  worst.heap_bytes > next.heap_bytes);
  demo.expect("next fit takes the fewest steps, worst fit the most",
              next.steps < first.steps && first.steps < worst.steps &&
                  best.steps < worst.steps);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "fits",
                            "Which free block should a request get?", show);
}
