// Two threads count, each in a variable of its own: on one line, or on two.
// break it: `counter = counter + 1` -> `counter = counter + 2`
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "two_processors.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

constexpr std::uint64_t steps = 2'000'000;

// [layouts
struct OneLine {
  alignas(128) volatile std::uint64_t first = 0;
  volatile std::uint64_t second = 0;
};

struct TwoLines {
  alignas(128) volatile std::uint64_t first = 0;
  alignas(128) volatile std::uint64_t second = 0;
};
// layouts]

// [count
void count(volatile std::uint64_t& counter) {
  for (std::uint64_t k = 0; k < steps; ++k) counter = counter + 1;
}
// count]

// Both threads begin together; the time of the two is that of the slower one.
template <class Counters>
double ns_for_a_step(Counters& counters) {
  std::atomic<int> ready{0};
  const auto run = [&](int processor, volatile std::uint64_t& counter) {
    stay_on_processor(processor);
    ++ready;
    while (ready < 2) std::this_thread::yield();
    count(counter);
  };
  return heaplab::demo::least_ns(3, steps, [&] {
    ready = 0;
    std::thread one([&] { run(0, counters.first); });
    std::thread other([&] { run(1, counters.second); });
    one.join();
    other.join();
  });
}

template <class Counters>
std::size_t bytes_apart(const Counters& counters) {
  return static_cast<std::size_t>(
      reinterpret_cast<const volatile char*>(&counters.second) -
      reinterpret_cast<const volatile char*>(&counters.first));
}

void compare(Demo& demo) {
  OneLine near;
  TwoLines apart;
  const bool together = heaplab::demo::usable_processors() > 1;
  const double near_ns = ns_for_a_step(near);
  const double apart_ns = ns_for_a_step(apart);
  auto& table = demo.table(
      "", {"counters", "bytes apart", "counted by each", "ns a step"});
  table.row({"on one line", bytes_apart(near), near.first / 3,
             together ? measured(near_ns, "ns") : heaplab::demo::unknown()});
  table.row({"on two lines", bytes_apart(apart), apart.first / 3,
             together ? measured(apart_ns, "ns") : heaplab::demo::unknown()});
  table.row({"first / second", "", "",
             together ? measured(near_ns / apart_ns, "x")
                      : heaplab::demo::unknown()});
  demo.expect("no count is lost: no variable is shared",
              near.first == 3 * steps && near.second == 3 * steps &&
                  apart.first == 3 * steps && apart.second == 3 * steps);
  demo.expect("two variables side by side share a line",
              bytes_apart(near) < 64 && bytes_apart(apart) >= 64);
  if (!together)
    demo.not_measured("the price of sharing a line",
                      "this process has one processor, so the two threads "
                      "never run at the same time");
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "false_sharing",
                            "Can two threads disturb each other without "
                            "sharing a variable?",
                            compare);
}
