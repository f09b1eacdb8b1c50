// Threads, arenas and caches: where glibc gets a block for a second thread.
// break it: `std::thread second(take, &other);`
//     -> `std::thread second; take(&other);`
#include <unistd.h>

#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Cell;
using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::least_ns;
using heaplab::demo::measured;

extern "C" char end;  // the linker's: the first byte behind .bss

namespace {

bool below_the_break(const void* block) {
  return &end <= block && block < sbrk(0);
}

bool settings_are_the_usual() {
#ifdef __GLIBC__
  return std::getenv("MALLOC_ARENA_MAX") == nullptr &&
         std::getenv("GLIBC_TUNABLES") == nullptr;
#else
  return false;
#endif
}

// [take
struct Taken {
  void* fresh;  // this thread's first block
  void* given;  // a block of the other thread, to be freed here
  void* next;   // the block after that
};

void take(Taken* taken) {
  taken->fresh = malloc(48);
  free(taken->given);
  taken->next = malloc(48);
}
// take]

void where_blocks_come_from(Demo& demo) {
  void* mine = malloc(48);
  Taken other{nullptr, malloc(48), nullptr};
  const void* given = other.given;
  std::thread second(take, &other);
  if (second.joinable()) second.join();

  auto& table = demo.table("A block of 48 bytes",
                           {"asked for by", "below the program break"});
  const auto row = [&](const char* who, const void* block) {
    table.row({who, measured(below_the_break(block) ? "yes" : "no")});
  };
  row("the first thread", mine);
  row("a second thread", other.fresh);
  row("the second thread, after it freed the first one's", other.next);
  demo.expect("two live blocks are never the same",
              mine != other.fresh && other.fresh != other.next);
  if (settings_are_the_usual()) {
    demo.expect("the first thread is served from below the program break",
                below_the_break(mine));
    demo.expect("a second thread has an arena of its own",
                !below_the_break(other.fresh));
    demo.expect("a block belongs to the cache of the thread that freed it",
                other.next == given);
  } else {
    demo.not_measured("arenas", "this is not glibc with its usual settings");
  }
  for (void* block : {mine, other.fresh, other.next}) free(block);
}

constexpr int pairs = 100'000;

void allocate_and_free(std::mutex* lock) {
  for (int k = 0; k < pairs; ++k) {
    std::unique_lock<std::mutex> held;
    if (lock != nullptr) held = std::unique_lock(*lock);
    void* block = malloc(48);
    keep(block);
    free(block);
  }
}

// ns of a pair of calls, as each thread sees it.
double ns_with(int threads, std::mutex* lock) {
  return least_ns(3, pairs, [=] {
    std::vector<std::thread> running;
    for (int k = 0; k < threads; ++k)
      running.emplace_back(allocate_and_free, lock);
    for (std::thread& thread : running) thread.join();
  });
}

void price_of_a_lock(Demo& demo) {
  auto& table =
      demo.table("malloc(48) and free", {"threads", "lock", "time of a pair"});
  std::mutex lock;
  const bool two = heaplab::demo::usable_processors() > 1;
  const auto two_threads = [&](std::mutex* with) {
    return two ? measured(ns_with(2, with), "ns") : heaplab::demo::unknown();
  };
  table.row({1, "none of ours", measured(ns_with(1, nullptr), "ns")});
  table.row({1, "one for both calls", measured(ns_with(1, &lock), "ns")});
  table.row({2, "none of ours", two_threads(nullptr)});
  table.row({2, "one for both calls", two_threads(&lock)});
  if (!two) demo.not_measured("two threads at once", "there is one processor");
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "threads",
                            "Who serves a second thread?", [](Demo& demo) {
                              where_blocks_come_from(demo);
                              price_of_a_lock(demo);
                            });
}
