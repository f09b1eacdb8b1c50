// From where a line comes that another core has written: a cache, or memory.
// break it: `lines[k].value = round` -> `lines[0].value = round`
#include <atomic>
#include <thread>

#include "chase.hpp"
#include "demo/demo.hpp"
#include "two_processors.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr std::size_t line_count = 1024;  // 64 KiB
constexpr std::uint64_t rounds = 200;

// [evict
// Out of every cache of every core, into memory.
void evict(const Line* line) {
#if defined(__x86_64__)
  asm volatile("clflush (%0)" : : "r"(line) : "memory");
#elif defined(__aarch64__)
  asm volatile("dc civac, %0" : : "r"(line) : "memory");
#endif
}
// evict]

void fence() { std::atomic_thread_fence(std::memory_order_seq_cst); }

// [write
void write_all(Line* lines, std::uint64_t round) {
  for (std::size_t k = 0; k < line_count; ++k) lines[k].value = round;
}
// write]

// A walk over all lines, once round the circle.
struct Reader {
  double least_ns = 1e30;  // for a line
  std::uint64_t wrong = 0;

  void read(Line* lines, std::uint64_t round) {
    const double begin = heaplab::demo::now_ns();
    Line* line = lines;
    for (std::size_t k = 0; k < line_count; ++k) {
      wrong += line->value != round;
      line = line->next;
    }
    heaplab::demo::keep(line);
    const double ns = heaplab::demo::now_ns() - begin;
    least_ns = std::min(least_ns, ns / line_count);
  }
};

// Keeps the processor for a while: a thread that gives it up at once loses its
// caches to others.
void wait_until(const std::atomic<std::uint64_t>& number, std::uint64_t value) {
  for (int spins = 0; number != value; ++spins)
    if (spins > 20'000) std::this_thread::yield();
}

// The other core writes, this one reads, in turns.
Reader read_after_other_core(Line* lines) {
  Reader reader;
  std::atomic<std::uint64_t> written{0}, read{0};
  std::thread writer([&] {
    stay_on_processor(1);
    for (std::uint64_t round = 1; round <= rounds; ++round) {
      wait_until(read, round - 1);
      write_all(lines, round);
      written = round;
    }
  });
  stay_on_processor(0);
  for (std::uint64_t round = 1; round <= rounds; ++round) {
    wait_until(written, round);
    reader.read(lines, round);
    read = round;
  }
  writer.join();
  return reader;
}

// This core writes, then reads; in between the lines may be thrown out.
Reader read_after_own(Line* lines, bool throw_out) {
  Reader reader;
  for (std::uint64_t round = 1; round <= rounds; ++round) {
    write_all(lines, round);
    if (throw_out)
      for (std::size_t k = 0; k < line_count; ++k) evict(&lines[k]);
    fence();
    reader.read(lines, round);
  }
  return reader;
}

void compare(Demo& demo) {
  const Mapping memory(line_count * line_bytes, false);
  Line* lines = memory.lines();
  link_lines(lines, random_circle(line_count));
  const bool together = heaplab::demo::usable_processors() > 1;

  const Reader own = read_after_own(lines, false);
  const Reader other = read_after_other_core(lines);
  const Reader thrown_out = read_after_own(lines, true);
  auto& table = demo.table(
      "", {"who had the line last", "lines read", "stale values", "ns a line"});
  const auto row = [&](const char* name, const Reader& reader, bool shown) {
    table.row(
        {name, line_count * rounds, reader.wrong,
         shown ? measured(reader.least_ns, "ns") : heaplab::demo::unknown()});
  };
  row("this core", own, true);
  row("the other core", other, together);
  row("nobody: memory", thrown_out, true);
  demo.expect_equal("a reader never sees an old value",
                    own.wrong + other.wrong + thrown_out.wrong,
                    std::uint64_t{0});
  if (!together)
    demo.not_measured("a line from another core",
                      "this process has one processor");
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "line_transfer",
                            "From where does a line come that another core "
                            "has written?",
                            compare);
}
