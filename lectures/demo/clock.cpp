#include "demo/clock.hpp"

#include <sched.h>

#include <algorithm>
#include <limits>

namespace heaplab::demo {

double least_ns(int rounds, std::uint64_t steps,
                const std::function<void()>& round) {
  double least = std::numeric_limits<double>::max();
  for (int k = 0; k < rounds; ++k) {
    const double begin = now_ns();
    round();
    least = std::min(least, now_ns() - begin);
  }
  return least / static_cast<double>(steps);
}

unsigned usable_processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return static_cast<unsigned>(CPU_COUNT(&set));
}

}  // namespace heaplab::demo
