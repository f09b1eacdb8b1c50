// Times for tables: the least of several rounds, as everything that disturbs a
// run adds to it.
#pragma once

#include <cstdint>
#include <ctime>
#include <functional>

namespace heaplab::demo {

// ns, of a clock that only goes forwards
inline double now_ns() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e9 +
         static_cast<double>(now.tv_nsec);
}

// The least time of one of `steps` steps, in ns, over `rounds` calls of
// `round`, which performs all steps once.
double least_ns(int rounds, std::uint64_t steps,
                const std::function<void()>& round);

// The compiler must assume that `value` is read and changed here.
template <class T>
inline void keep(T& value) {
  asm volatile("" : "+m"(value) : : "memory");
}

// The processors that this process may use.
unsigned usable_processors();

}  // namespace heaplab::demo
