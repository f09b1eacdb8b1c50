// Threads that really run at the same time: each on a processor of its own.
#pragma once

#include <sched.h>

// Puts the calling thread on one of the processors that it may use: the first
// (0), the second (1) and so on. Where there is no such one nothing happens.
inline void stay_on_processor(int which) {
  cpu_set_t usable, one;
  CPU_ZERO(&usable);
  if (sched_getaffinity(0, sizeof usable, &usable) != 0) return;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (!CPU_ISSET(cpu, &usable) || which-- > 0) continue;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    sched_setaffinity(0, sizeof one, &one);
    return;
  }
}
