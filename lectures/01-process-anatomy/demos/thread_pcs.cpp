// Two threads of one process: what each has for itself, and what they share.
// break it: `look_at(second)` -> `look_at(first)`
#include <pthread.h>
#include <signal.h>
#include <ucontext.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "demo/demo.hpp"
#include "maps.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

namespace {

std::atomic<bool> stop = false;
std::atomic<bool> first_runs = false, second_runs = false;

// [loops
// Each loop has a section of its own, so that its bounds have names.
[[gnu::used, gnu::noinline, gnu::section("loop_one")]] void first_loop() {
  first_runs = true;
  while (!stop.load(std::memory_order_relaxed)) {
  }
}
[[gnu::used, gnu::noinline, gnu::section("loop_two")]] void second_loop() {
  second_runs = true;
  while (!stop.load(std::memory_order_relaxed)) {
  }
}
// loops]

// What the kernel had saved of a thread when the signal came.
struct Seen {
  std::uintptr_t pc = 0, sp = 0;
  std::uintptr_t address_of_stop = 0;
};
Seen seen;
std::atomic<bool> looked = false;

// [handler
void look(int, siginfo_t*, void* context) {
  const mcontext_t& saved = static_cast<ucontext_t*>(context)->uc_mcontext;
#if __x86_64__
  seen.pc = static_cast<std::uintptr_t>(saved.gregs[REG_RIP]);
  seen.sp = static_cast<std::uintptr_t>(saved.gregs[REG_RSP]);
#elif __aarch64__
  seen.pc = saved.pc;
  seen.sp = saved.sp;
#endif
  seen.address_of_stop = address_of(&stop);
  looked = true;
}
// handler]

Seen look_at(std::thread& thread) {
  looked = false;
  pthread_kill(thread.native_handle(), SIGUSR1);
  while (!looked) {
    std::this_thread::yield();
  }
  return seen;
}

extern "C" const char __start_loop_one[], __stop_loop_one[];
extern "C" const char __start_loop_two[], __stop_loop_two[];

bool within(std::uintptr_t address, const char* first, const char* end) {
  return address_of(first) <= address && address < address_of(end);
}

void show(Demo& demo, const Seen& one, const Seen& two) {
  auto loop = [](std::uintptr_t pc) {
    return within(pc, __start_loop_one, __stop_loop_one)   ? "first_loop"
           : within(pc, __start_loop_two, __stop_loop_two) ? "second_loop"
                                                           : "elsewhere";
  };
  Table& table = demo.table("", {"what", "first thread", "second thread"});
  table.row(
      {"PC", measured(hexadecimal(one.pc)), measured(hexadecimal(two.pc))});
  table.row({"the PC lies in", loop(one.pc), loop(two.pc)});
  table.row(
      {"SP", measured(hexadecimal(one.sp)), measured(hexadecimal(two.sp))});
  table.row({"address of the global `stop`",
             measured(hexadecimal(one.address_of_stop)),
             measured(hexadecimal(two.address_of_stop))});
  demo.expect_equal("the first thread runs its loop", std::string(loop(one.pc)),
                    std::string("first_loop"));
  demo.expect_equal("the second thread runs its own at the same time",
                    std::string(loop(two.pc)), std::string("second_loop"));
  const std::uintptr_t apart =
      std::max(one.sp, two.sp) - std::min(one.sp, two.sp);
  demo.expect("each thread has a stack of its own, far from the other",
              apart > 4096);
  demo.expect_equal("a global has one address for all threads",
                    one.address_of_stop, two.address_of_stop);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "thread_pcs",
                            "Does a process have one program counter?",
                            [](Demo& demo) {
                              struct sigaction action = {};
                              action.sa_sigaction = look;
                              action.sa_flags = SA_SIGINFO | SA_RESTART;
                              sigaction(SIGUSR1, &action, nullptr);
                              // [threads
                              std::thread first(first_loop);
                              std::thread second(second_loop);
                              while (!first_runs || !second_runs) {
                                std::this_thread::yield();
                              }
                              const Seen one = look_at(first);
                              const Seen two = look_at(second);
                              // threads]
                              stop = true;
                              first.join();
                              second.join();
                              show(demo, one, two);
                            });
}
