// Three processes on one core: who runs when, and what the switches cost.
// break it: `shared->rounds[own]++;` -> `if (own != 2) shared->rounds[own]++;`
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

namespace {

constexpr int processes = 3;

// One page that all of them see.
struct Shared {
  std::atomic<long> rounds[processes];
  std::atomic<int> core[processes];
  std::atomic<bool> stop;
  long taken_away[processes];  // times that the kernel took the core away
};

// Until then the processes must all have come to work.
bool all_have_worked(const Shared& shared) {
  for (const auto& rounds : shared.rounds) {
    if (rounds < 1000) {
      return false;
    }
  }
  return true;
}

// [work
void work(Shared* shared, int own) {
  do {
    shared->rounds[own]++;
    shared->core[own] = sched_getcpu();
  } while (!shared->stop);
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  shared->taken_away[own] = usage.ru_nivcsw;
}
// work]

// From now on only the processor that this process runs on.
int keep_to_one_core() {
  cpu_set_t set;
  CPU_ZERO(&set);
  const int core = sched_getcpu();
  CPU_SET(static_cast<unsigned>(core), &set);
  return sched_setaffinity(0, sizeof set, &set) == 0 ? core : -1;
}

void run_three(Shared* shared) {
  pid_t children[processes];
  for (int i = 0; i < processes; i++) {
    children[i] = fork();
    if (children[i] == 0) {
      work(shared, i);
      _exit(0);
    }
  }
  const double start = heaplab::demo::now_ns();
  const double enough = start + 1e8, too_long = start + 1e9;
  auto now = start;
  while (now < enough || (!all_have_worked(*shared) && now < too_long)) {
    usleep(1000);
    now = heaplab::demo::now_ns();
  }
  shared->stop = true;
  for (const pid_t child : children) {
    waitpid(child, nullptr, 0);
  }
}

void show(Demo& demo, const Shared& shared, int core) {
  Table& table = demo.table("", {"process", "core", "rounds of its loop",
                                 "times that it lost the core"});
  const char* names[] = {"first", "second", "third"};
  bool all_ran = true, one_core = true;
  for (int i = 0; i < processes; i++) {
    table.row({names[i], measured(std::to_string(shared.core[i])),
               measured(static_cast<double>(shared.rounds[i]), ""),
               measured(std::to_string(shared.taken_away[i]))});
    all_ran = all_ran && shared.rounds[i] > 0;
    one_core = one_core && (core < 0 || shared.core[i] == core);
  }
  demo.expect("every process has run", all_ran);
  demo.expect("all of them ran on one core", one_core);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "one_core", "How many processes does one core run?",
      [](Demo& demo) {
        void* page = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        auto* shared = new (page) Shared{};
        const int core = keep_to_one_core();
        if (core < 0) {
          demo.not_measured("work on one core only",
                            "this process may not choose its core");
        }
        run_three(shared);
        show(demo, *shared, core);
      });
}
