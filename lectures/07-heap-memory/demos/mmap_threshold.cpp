// From which size on a block has a mapping of its own, and how glibc moves that
// size.
// break it: `free(first);` -> `keep(first);`
#include <malloc.h>
#include <sys/resource.h>

#include <cstdlib>

#include "demo/child.hpp"
#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::least_ns;
using heaplab::demo::measured;
using heaplab::demo::run_in_child;

namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t mib = 1024 * kib;

#ifdef __GLIBC__

// [is-mapped
// Whether malloc(bytes) would make a mapping now. A child tries it: freeing
// such a block here would change what is measured.
bool makes_a_mapping(std::size_t bytes) {
  const auto ending = run_in_child([bytes] {
    // The end of the heap could serve it: use that up, but for a few bytes.
    void* rest = malloc(mallinfo2().keepcost - 64);
    const auto before = mallinfo2().hblks;  // blocks in mappings
    void* block = malloc(bytes);
    keep(rest);
    keep(block);
    return mallinfo2().hblks > before ? 1 : 0;
  });
  return ending.exit_code == 1;
}
// is-mapped]

// The smallest request that gets a mapping, in bytes.
std::size_t smallest_mapped() {
  std::size_t heap = 1, mapping = 64 * mib;
  while (mapping - heap > 1) {
    const std::size_t middle = heap + (mapping - heap) / 2;
    (makes_a_mapping(middle) ? mapping : heap) = middle;
  }
  return mapping;
}

void follow_the_threshold(Demo& demo) {
  auto& table = demo.table(
      "The threshold", {"when", "smallest block mapped", "malloc(1 MiB) is"});
  const auto row = [&](const char* when) {
    const bool mapped = makes_a_mapping(mib);
    table.row({when, measured(static_cast<double>(smallest_mapped()), "B"),
               mapped ? "a mapping" : "in the heap"});
    return mapped;
  };
  const bool at_first = row("at the start");
  // [learn
  void* first = malloc(mib);
  keep(first);
  free(first);
  // learn]
  const bool learned = row("a block of 1 MiB was freed");
  // [fixed
  mallopt(M_MMAP_THRESHOLD, 256 * kib);
  // fixed]
  const bool fixed = row("256 KiB were set by mallopt");
  void* second = malloc(mib);
  keep(second);
  free(second);
  const bool still = row("a block of 1 MiB was freed again");
  demo.expect("a block of 1 MiB has a mapping at the start", at_first);
  demo.expect("once such a block was freed, its size comes from the heap",
              !learned);
  demo.expect("a threshold that you set stays as it is", fixed && still);
}

struct Round {
  double ns;
  double faults;
};

// [round
Round allocate_write_and_free(std::size_t bytes) {
  constexpr int rounds = 40;
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  const double ns = least_ns(rounds, 1, [bytes] {
    auto* block = static_cast<char*>(malloc(bytes));
    for (std::size_t k = 0; k < bytes; k += 4 * kib) block[k] = 1;
    keep(block);
    free(block);
  });
  getrusage(RUSAGE_SELF, &after);
  return {ns, static_cast<double>(after.ru_minflt - before.ru_minflt) / rounds};
}
// round]

void compare_the_price(Demo& demo) {
  auto& table =
      demo.table("malloc(1 MiB), a write to each page, free",
                 {"the block comes from", "time of a round", "page faults"});
  const auto row = [&](const char* from, const Round& round) {
    table.row({from, measured(round.ns / 1000, "µs"),
               measured(round.faults, "a round")});
  };
  const Round mapped = allocate_write_and_free(mib);
  mallopt(M_MMAP_THRESHOLD, 8 * mib);
  mallopt(M_TRIM_THRESHOLD, 64 * mib);
  const Round heap = allocate_write_and_free(mib);
  row("a mapping", mapped);
  row("the heap", heap);
  if (mapped.faults + heap.faults == 0) {
    demo.not_measured("page faults", "this kernel does not count them");
    return;
  }
  demo.expect("a mapping's pages are new in each round", mapped.faults >= 1);
  demo.expect("the heap's pages are there already",
              heap.faults < mapped.faults);
}

#else

void follow_the_threshold(Demo& demo) {
  demo.not_measured("the threshold", "this is not glibc's malloc");
}

void compare_the_price(Demo& demo) {
  void* block = malloc(mib);
  keep(block);
  demo.expect("malloc gives a block of 1 MiB", block != nullptr);
  free(block);
}

#endif

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "mmap_threshold",
                            "When does a block get a mapping of its own?",
                            [](Demo& demo) {
                              follow_the_threshold(demo);
                              compare_the_price(demo);
                            });
}
