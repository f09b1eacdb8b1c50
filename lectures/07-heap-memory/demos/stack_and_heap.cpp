// Why the heap is slower than the stack: piece by piece.
// break it: `total += record.value` -> `total += record.value + 1`
#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <random>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::least_ns;
using heaplab::demo::measured;

namespace {

constexpr std::size_t count = 100'000;

// [local
[[gnu::noinline]] void use_a_local() {
  char local[48];
  keep(local);
}

void use_a_block_again() {
  void* block = malloc(48);
  keep(block);
  free(block);
}
// local]

// Blocks that are not freed before the end, so each one is new memory.
double ns_of_fresh_blocks() {
  std::vector<void*> blocks(count);
  const double ns = least_ns(1, count, [&] {
    for (void*& block : blocks) {
      block = malloc(48);
      *static_cast<char*>(block) = 1;
    }
  });
  for (void* block : blocks) free(block);
  return ns;
}

// Sizes and lifetimes without an order: the allocator must search and join.
double ns_of_mixed_blocks() {
  std::minstd_rand random(1);
  std::vector<void*> blocks(1000, nullptr);
  const double ns = least_ns(3, count, [&] {
    for (std::size_t k = 0; k < count; ++k) {
      void*& block = blocks[random() % blocks.size()];
      free(block);
      block = malloc(16 + random() % 8000);
    }
  });
  for (void* block : blocks) free(block);
  return ns;
}

void price_of_a_block(Demo& demo) {
  auto& table = demo.table("48 bytes, got and given back",
                           {"from", "time", "beside a local"});
  const auto steps = [](void (*step)()) {
    return least_ns(10, count, [step] {
      for (std::size_t k = 0; k < count; ++k) step();
    });
  };
  const double local = steps(use_a_local);
  const auto row = [&](const char* from, double ns) {
    table.row({from, measured(ns, "ns"), measured(ns / local, "x")});
  };
  row("the stack: a local array", local);
  row("the heap: a block just freed", steps(use_a_block_again));
  row("the heap: sizes up to 8000, in any order", ns_of_mixed_blocks());
  row("the heap: memory never used before", ns_of_fresh_blocks());
}

// 64 bytes: one line of most caches.
struct Record {
  long value = 1;
  Record* next = nullptr;
  long others[6] = {};
};

// [sum
template <typename Records>
long sum_of_array(const Records& records) {
  long total = 0;
  for (const Record& record : records) total += record.value;
  return total;
}

long sum_of_list(const Record* first) {
  long total = 0;
  for (const Record* at = first; at != nullptr; at = at->next)
    total += at->value;
  return total;
}
// sum]

// Links the records in the order of the pointers.
const Record* linked(const std::vector<std::unique_ptr<Record>>& records) {
  for (std::size_t k = 0; k + 1 < records.size(); ++k)
    records[k]->next = records[k + 1].get();
  records.back()->next = nullptr;
  return records.front().get();
}

void price_of_a_read(Demo& demo) {
  auto& table = demo.table("One record of 64 bytes, read",
                           {"where the records are", "records", "time"});
  bool right = true;
  const auto row = [&](const char* where, std::size_t n, const auto& sum) {
    long total = 0;
    const double ns = least_ns(10, n, [&] {
      total = sum();
      keep(total);
    });
    right = right && total == static_cast<long>(n);
    table.row({where, n, measured(ns, "ns")});
  };
  constexpr std::size_t few = 1000;
  const Record in_stack[few];
  const std::vector<Record> in_heap(few), many_in_heap(count);
  row("an array in the stack", few, [&] { return sum_of_array(in_stack); });
  row("an array in the heap", few, [&] { return sum_of_array(in_heap); });
  row("an array in the heap", count,
      [&] { return sum_of_array(many_in_heap); });

  std::vector<std::unique_ptr<Record>> owned(count);
  for (auto& record : owned) record = std::make_unique<Record>();
  const Record* first = linked(owned);
  row("a block each, a list in order", count,
      [&] { return sum_of_list(first); });
  std::shuffle(owned.begin(), owned.end(), std::minstd_rand(1));
  first = linked(owned);
  row("a block each, a list in random order", count,
      [&] { return sum_of_list(first); });
  demo.expect("each way of reading gives the same sum", right);
}

void price_in_bytes(Demo& demo) {
  auto& table = demo.table("100,000 records of 48 bytes",
                           {"asked for", "calls of malloc", "bytes taken"});
#ifdef __GLIBC__
  const auto taken = [](std::size_t calls, std::size_t bytes) {
    const auto before = mallinfo2();
    std::vector<void*> blocks(calls);
    for (void*& block : blocks) block = malloc(bytes);
    const auto after = mallinfo2();
    for (void* block : blocks) free(block);
    return static_cast<double>(after.uordblks + after.hblkhd - before.uordblks -
                               before.hblkhd) -
           static_cast<double>(calls * sizeof(void*));
  };
  const double one_by_one = taken(count, 48);
  const double at_once = taken(1, count * 48);
  table.row({"one by one", count, measured(one_by_one, "B")});
  table.row({"all at once", 1, measured(at_once, "B")});
  demo.expect("one large block takes less than many small ones",
              at_once < one_by_one);
#else
  table.row({"one by one", count, heaplab::demo::unknown()});
  demo.not_measured("bytes taken", "this is not glibc's malloc");
#endif
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "stack_and_heap",
                            "Why is the heap slower than the stack?",
                            [](Demo& demo) {
                              price_of_a_block(demo);
                              price_of_a_read(demo);
                              price_in_bytes(demo);
                            });
}
