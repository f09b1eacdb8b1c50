// What a system call costs, beside a function call and a context switch.
// break it: `switches_of(enter_kernel)` -> `switches_of(take_a_nap)`
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::least_ns;
using heaplab::demo::measured;
using heaplab::demo::Table;
using heaplab::demo::unknown;

namespace {

constexpr int calls = 1000;

// [steps
[[gnu::noinline]] void call_function() { asm volatile(""); }

void malloc_and_free() {
  void* block = malloc(48);
  keep(block);
  free(block);
}

void enter_kernel() { syscall(SYS_getpid); }

void map_a_page() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *static_cast<volatile char*>(page) = 1;
  munmap(page, 4096);
}

[[maybe_unused]] void take_a_nap() { usleep(1); }
// steps]

double as_double(long number) { return static_cast<double>(number); }

// How often the kernel gave this process's core to somebody else: because the
// process waited, and because others were to run too.
struct Switches {
  long waited;
  long preempted;
};

Switches switches_so_far() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return {usage.ru_nvcsw, usage.ru_nivcsw};
}

// [switches
long switches_of(void (*step)()) {
  const long before = switches_so_far().waited;
  for (int k = 0; k < calls; ++k) step();
  return switches_so_far().waited - before;
}
// switches]

// A second process on the same core, which sends each byte back.
class Echo {
 public:
  Echo() {
    sched_getaffinity(0, sizeof allowed_, &allowed_);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) return;
    if (pipe(there_) != 0 || pipe(back_) != 0) return;
    child_ = fork();
    if (child_ == 0) serve();
    close(there_[0]);
    close(back_[1]);
  }
  Echo(const Echo&) = delete;
  Echo& operator=(const Echo&) = delete;
  ~Echo() {
    close(there_[1]);
    if (child_ > 0) waitpid(child_, nullptr, 0);
    sched_setaffinity(0, sizeof allowed_, &allowed_);
  }

  bool is_there() const { return child_ > 0; }

  void trip() {
    char byte = 'x';
    if (write(there_[1], &byte, 1) != 1) std::abort();
    if (read(back_[0], &byte, 1) != 1) std::abort();
  }

 private:
  [[noreturn]] void serve() {
    close(there_[1]);
    char byte;
    while (read(there_[0], &byte, 1) == 1)
      if (write(back_[1], &byte, 1) != 1) break;
    _exit(0);
  }

  cpu_set_t allowed_{};
  int there_[2] = {-1, -1};
  int back_[2] = {-1, -1};
  pid_t child_ = -1;
};

double time_of(void (*step)()) {
  return least_ns(20, calls, [step] {
    for (int k = 0; k < calls; ++k) step();
  });
}

Table& compare_times(Demo& demo) {
  auto& times =
      demo.table("One step", {"step", "time", "beside a function call"});
  const double base = time_of(call_function);
  const auto row = [&](const char* step, double ns) {
    times.row({step, measured(ns, "ns"), measured(ns / base, "x")});
  };
  row("function call", base);
  row("malloc(48) and free", time_of(malloc_and_free));
  row("system call: getpid", time_of(enter_kernel));
  row("mmap, a write, munmap", time_of(map_a_page));
  return times;
}

Table& count_switches(Demo& demo) {
  auto& counts =
      demo.table("1000 steps", {"step", "times that the core changed hands"});
  const long entered = switches_of(enter_kernel);
  counts.row({"system call: getpid", measured(as_double(entered), "")});
  demo.expect("a system call that waits for nothing is no context switch",
              entered < calls / 10);
  return counts;
}

// A trip to another process and back, a thousand times.
void switch_to_another(Demo& demo, Table& times, Table& counts) {
  constexpr const char* step = "to another process and back";
  Echo echo;
  if (!echo.is_there()) {
    times.row({step, unknown(), unknown()});
    counts.row({step, unknown()});
    demo.not_measured("a context switch", "no second process on this core");
    return;
  }
  const Switches before = switches_so_far();
  const double ns = least_ns(5, calls / 5, [&echo] {
    for (int k = 0; k < calls / 5; ++k) echo.trip();
  });
  const Switches after = switches_so_far();
  const long changed =
      after.waited + after.preempted - before.waited - before.preempted;
  const double base = time_of(call_function);
  times.row({step, measured(ns, "ns"), measured(ns / base, "x")});
  counts.row({step, measured(as_double(changed), "")});
  if (changed == 0)
    demo.not_measured("context switches", "this system counts none");
  else
    demo.expect("each trip to another process on the same core is a switch",
                changed >= calls);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "syscall_cost",
                            "What does a system call cost?", [](Demo& demo) {
                              Table& times = compare_times(demo);
                              Table& counts = count_switches(demo);
                              switch_to_another(demo, times, counts);
                            });
}
