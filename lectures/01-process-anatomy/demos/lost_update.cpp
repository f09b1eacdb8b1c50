// Two threads that add to one global variable.
// break it: `total = read_by_a + 1` -> `total++`
#include <algorithm>
#include <atomic>
#include <thread>

#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

namespace {

constexpr int rounds = 200'000;

// [global
std::atomic<int> total = 0;

void add_in_two_steps() {
  int seen = total.load(std::memory_order_relaxed);  // read …
  total.store(seen + 1, std::memory_order_relaxed);  // … and write back
}

void add_in_one_step() { total.fetch_add(1); }
// global]

// Two threads that call `add` many times each.
int total_of_two(void (*add)()) {
  total = 0;
  std::atomic<int> ready = 0;
  auto work = [&] {
    ready++;
    while (ready < 2) {
      std::this_thread::yield();
    }
    for (int i = 0; i < rounds; i++) {
      add();
    }
  };
  std::thread other(work);
  work();
  other.join();
  return total;
}

// The unlucky order, forced: A reads, B reads and writes, A writes.
int total_in_the_unlucky_order() {
  total = 0;
  std::atomic<bool> a_has_read = false, b_has_written = false;
  // [order
  std::thread a([&] {
    int read_by_a = total;
    a_has_read = true;
    a_has_read.notify_all();
    b_has_written.wait(false);
    total = read_by_a + 1;
  });
  std::thread b([&] {
    a_has_read.wait(false);
    int read_by_b = total;
    total = read_by_b + 1;
    b_has_written = true;
    b_has_written.notify_all();
  });
  // order]
  a.join();
  b.join();
  return total;
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "lost_update", "May two threads add to one global?",
      [](Demo& demo) {
        const int forced = total_in_the_unlucky_order();
        int two_steps = 2 * rounds;  // the least of 20 tries
        for (int i = 0; i < 20; i++) {
          two_steps = std::min(two_steps, total_of_two(add_in_two_steps));
        }
        const int one_step = total_of_two(add_in_one_step);
        Table& table = demo.table("", {"how", "additions", "total"});
        table.row({"two steps, in the unlucky order", 2, forced});
        table.row({"two steps, in any order: worst of 20", 2 * rounds,
                   measured(std::to_string(two_steps))});
        table.row({"one atomic step", 2 * rounds, one_step});
        demo.expect_equal("one of two additions is lost in that order", forced,
                          1);
        demo.expect("something of the additions is left", two_steps > 0);
        demo.expect_equal("atomic additions are all there", one_step,
                          2 * rounds);
      });
}
