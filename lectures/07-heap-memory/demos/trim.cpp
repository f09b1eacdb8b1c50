// When memory that was freed goes back to the system.
// break it: `free(last);` -> `(void)last;`
#include <fcntl.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::measured;

namespace {

constexpr std::size_t block_bytes = 2000;
constexpr std::size_t blocks = 16'000;

// The bytes of this process that are in memory now. Without a FILE: that would
// be a block of the heap.
double resident_bytes() {
  char text[100] = {};
  const int file = open("/proc/self/statm", O_RDONLY);
  const bool is_read = read(file, text, sizeof text - 1) > 0;
  close(file);
  const char* second = std::strchr(text, ' ');
  if (!is_read || second == nullptr) return 0;
  return std::atof(second) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

#ifdef __GLIBC__

constexpr double mib = 1024 * 1024;

// Some emulators keep pages that a program has given back.
bool pages_can_go_back() {
  const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* page = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return false;
  auto* byte = static_cast<volatile char*>(page);
  *byte = 1;
  madvise(page, bytes, MADV_DONTNEED);
  const bool gone = *byte == 0;
  munmap(page, bytes);
  return gone;
}

// At one moment, in bytes: how far the break has moved, and what is in memory.
struct Moment {
  double grown;
  double resident;
};

Moment now(const char* start) {
  const auto* end = static_cast<const char*>(sbrk(0));
  return {static_cast<double>(end - start), resident_bytes()};
}

std::vector<void*> allocate_all() {
  std::vector<void*> all(blocks);
  for (void*& block : all) {
    block = malloc(block_bytes);
    std::memset(block, 1, block_bytes);
  }
  return all;
}

// [steps
std::array<Moment, 4> follow_moments() {
  const auto* start = static_cast<const char*>(sbrk(0));
  std::vector<void*> all = allocate_all();
  const Moment full = now(start);

  void* const last = all.back();
  all.pop_back();
  for (void* block : all) free(block);
  const Moment pinned = now(start);

  malloc_trim(0);
  const Moment trimmed = now(start);

  free(last);
  return {full, pinned, trimmed, now(start)};
}
// steps]

void follow(Demo& demo) {
  const auto [full, pinned, trimmed, empty] = follow_moments();
  auto& table = demo.table("", {"step", "heap has grown by", "in memory"});
  const auto row = [&](const char* step, const Moment& moment) {
    table.row({step, measured(moment.grown / mib, "MiB"),
               measured(moment.resident / mib, "MiB")});
  };
  row("16,000 blocks of 2000 bytes", full);
  row("all but the last one freed", pinned);
  row("malloc_trim(0)", trimmed);
  row("the last one freed", empty);
  demo.expect("while the last block lives, the heap keeps its length",
              pinned.grown >= full.grown);
  if (full.resident == 0)
    demo.not_measured("what is in memory", "/proc/self/statm does not say it");
  else if (pages_can_go_back())
    demo.expect("malloc_trim gives back pages inside the heap",
                trimmed.resident < pinned.resident - full.grown / 2);
  else
    demo.not_measured("pages given back", "this system keeps them");
  demo.expect("the heap shrinks when its end is free",
              empty.grown < full.grown / 2);
}

// How often the break moves for the same blocks, with steps of `pad` bytes.
int moves_with_top_pad(int pad) {
  malloc_trim(0);
  mallopt(M_TOP_PAD, pad);
  std::vector<void*> all(4000);
  int moves = 0;
  const void* before = sbrk(0);
  for (void*& block : all) {
    block = malloc(block_bytes);
    if (sbrk(0) != before) ++moves;
    before = sbrk(0);
  }
  for (void* block : all) free(block);
  return moves;
}

void compare_steps(Demo& demo) {
  auto& table = demo.table(
      "4000 blocks of 2000 bytes",
      {"spare bytes with each step (M_TOP_PAD)", "moves of the break"});
  const int none = moves_with_top_pad(0);
  const int some = moves_with_top_pad(128 * 1024);
  const int many = moves_with_top_pad(1024 * 1024);
  table.row({"0 KiB", measured(none, "")});
  table.row({"128 KiB", measured(some, "")});
  table.row({"1024 KiB", measured(many, "")});
  demo.expect("larger steps, fewer system calls", none > some && some > many);
}

#else

void follow(Demo& demo) {
  demo.not_measured("what goes back", "this is not glibc's malloc");
  demo.expect("the kernel says what is in memory", resident_bytes() > 0);
}

void compare_steps(Demo&) {}

#endif

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "trim",
                            "When does freed memory go back to the system?",
                            [](Demo& demo) {
                              follow(demo);
                              compare_steps(demo);
                            });
}
