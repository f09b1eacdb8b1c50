// What a block costs: bump over fresh pages, over warm pages, malloc, an arena.
// break it: `next_ += bytes;` -> `next_ += 0 * bytes;`
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

namespace {

using heaplab::demo::measured;

constexpr std::size_t block_bytes = 64;
constexpr std::size_t blocks = 1 << 18;
constexpr std::size_t region_bytes = blocks * block_bytes;  // 16 MiB
constexpr std::size_t batch = 1000;  // blocks that live at the same time

// [bump
class Bump {
 public:
  Bump(std::byte* begin, std::size_t bytes)
      : begin_(begin), next_(begin), end_(begin + bytes) {}

  std::byte* allocate(std::size_t bytes) {
    if (bytes > static_cast<std::size_t>(end_ - next_)) return nullptr;
    std::byte* block = next_;
    next_ += bytes;
    return block;
  }
  void reset() { next_ = begin_; }  // every block is gone at once

 private:
  std::byte *begin_, *next_, *end_;
};
// bump]

long faults() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

std::byte* map_region() {
  void* region = mmap(nullptr, region_bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (region == MAP_FAILED) return nullptr;
  madvise(region, region_bytes, MADV_NOHUGEPAGE);
  return static_cast<std::byte*>(region);
}

// Allocates all of the region and writes into each block, as its user would.
void fill(Bump& bump) {
  for (std::size_t k = 0; k < blocks; ++k) {
    std::byte* block = bump.allocate(block_bytes);
    heaplab::demo::keep(block);
    *block = std::byte{1};
  }
}

struct Cost {
  double ns = std::numeric_limits<double>::infinity();
  long page_faults = 0;
};

// [fill
Cost fill_fresh_pages() {
  Cost cost;
  for (int round = 0; round < 3; ++round) {
    std::byte* region = map_region();
    if (region == nullptr) return cost;
    Bump bump(region, region_bytes);
    const long before = faults();
    const double start = heaplab::demo::now_ns();
    fill(bump);
    const double ns = (heaplab::demo::now_ns() - start) / blocks;
    cost.page_faults = faults() - before;
    cost.ns = std::min(cost.ns, ns);
    munmap(region, region_bytes);
  }
  return cost;
}
// fill]

Cost fill_warm_pages(std::byte* region) {
  Bump first(region, region_bytes);
  fill(first);
  const long before = faults();
  Cost cost;
  cost.ns = heaplab::demo::least_ns(3, blocks, [&] {
    Bump bump(region, region_bytes);
    fill(bump);
  });
  cost.page_faults = (faults() - before) / 3;
  return cost;
}

// [malloc
void malloc_batch(std::vector<std::byte*>& live) {
  for (std::byte*& block : live) {
    block = static_cast<std::byte*>(std::malloc(block_bytes));
    *block = std::byte{1};
  }
  for (std::byte* block : live) std::free(block);
}

void arena_batch(Bump& arena, std::vector<std::byte*>& live) {
  for (std::byte*& block : live) {
    block = arena.allocate(block_bytes);
    *block = std::byte{1};
  }
  arena.reset();
}
// malloc]

template <class Batch>
Cost batches(Batch run) {
  run();
  const long before = faults();
  Cost cost;
  constexpr int rounds = 200;
  cost.ns = heaplab::demo::least_ns(rounds, batch, run);
  cost.page_faults = (faults() - before) / rounds;
  return cost;
}

void row(heaplab::demo::Table& table, const char* how, const Cost& cost,
         double count) {
  const auto page_faults = static_cast<double>(cost.page_faults);
  table.row({how, measured(cost.ns, "ns"), measured(page_faults, ""),
             cost.page_faults == 0 ? measured("no fault")
                                   : measured(count / page_faults, "")});
}

void compare(heaplab::demo::Demo& demo) {
  std::byte* region = map_region();
  if (region == nullptr) {
    demo.not_measured("all of it", "this machine refuses 16 MiB");
    return;
  }
  std::vector<std::byte*> live(batch);
  const Cost fresh = fill_fresh_pages();
  const Cost warm = fill_warm_pages(region);
  const Cost reused = batches([&] { malloc_batch(live); });
  Bump arena(region, region_bytes);
  const Cost reset = batches([&] { arena_batch(arena, live); });

  auto& table =
      demo.table("one block of 64 bytes, and its first byte written",
                 {"how", "time", "page faults", "blocks for each fault"});
  row(table, "bump, fresh pages", fresh, blocks);
  row(table, "bump, the same pages again", warm, blocks);
  row(table, "malloc and free, in thousands", reused, batch);
  row(table, "arena, reset after a thousand", reset, batch);

  demo.expect("the arena hands out the same addresses after each reset",
              live.front() == region &&
                  live.back() == region + (batch - 1) * block_bytes);
  if (fresh.page_faults == 0)
    demo.not_measured("page faults", "this kernel does not count them");
  else
    demo.expect("pages that were written before cost fewer faults than fresh",
                warm.page_faults < fresh.page_faults);
  munmap(region, region_bytes);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "bump_vs_malloc",
                            "Is a bump allocator always the fastest?", compare);
}
