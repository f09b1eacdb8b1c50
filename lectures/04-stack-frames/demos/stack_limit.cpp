// Calls without end on a stack of 256 KiB with a guard page below it.
// break it: `PROT_NONE` -> `PROT_READ | PROT_WRITE`
// flags: -O1
#include <fmt/core.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <string>

#include "demo/child.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::Ending;
using heaplab::demo::measured;

namespace {

constexpr std::size_t stack_bytes = 256 << 10;
constexpr std::size_t below_bytes = 256 << 10;

// From low to high: other memory, the guard page, the stack.
char* below;
char* guard;
char* stack;
std::size_t page_bytes;

// [layout
void make_stack() {
  page_bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  below = static_cast<char*>(
      mmap(nullptr, below_bytes + page_bytes + stack_bytes,
           PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  guard = below + below_bytes;
  stack = guard + page_bytes;
  mprotect(guard, page_bytes, PROT_NONE);
}
// layout]

// [endless
volatile int levels = 0;

[[gnu::noinline]] int endless(int n) {
  char frame[512];
  asm volatile("" : : "r"(frame) : "memory");  // somebody knows its address
  levels = levels + 1;
  if (levels > 1'000'000) return 0;  // the stack is full long before
  const int below_this = endless(n + 1);
  asm volatile("" : : "r"(frame) : "memory");
  return below_this + n;
}
// endless]

// [handler
// Runs on a stack of its own: on the full one there is no room for it.
void on_fault(int, siginfo_t* info, void*) {
  const auto* place = static_cast<const char*>(info->si_addr);
  const bool in_guard = guard <= place && place < guard + page_bytes;
  _exit(in_guard ? 42 : 43);
}

void handle_faults(bool own_stack) {
  static char memory[64 << 10];
  stack_t other{};
  other.ss_sp = memory;
  other.ss_size = sizeof memory;
  if (own_stack) sigaltstack(&other, nullptr);
  struct sigaction action {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | (own_stack ? SA_ONSTACK : 0);
  sigaction(SIGSEGV, &action, nullptr);
  sigaction(SIGBUS, &action, nullptr);
}
// handler]

// One large frame, of which only the lowest bytes are written.
[[gnu::noinline]] void step_over() {
  char frame[stack_bytes + (64 << 10)];
  frame[0] = 1;
  asm volatile("" : : "r"(frame) : "memory");
}

void* with_own_stack(void*) {
  handle_faults(true);
  endless(0);
  return nullptr;
}

void* with_same_stack(void*) {
  handle_faults(false);
  endless(0);
  return nullptr;
}

void* with_large_frame(void*) {
  step_over();
  return nullptr;
}

Ending run_thread(void* (*body)(void*)) {
  return heaplab::demo::run_in_child([&] {
    make_stack();
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, stack, stack_bytes);
    pthread_t thread;
    if (pthread_create(&thread, &attributes, body, nullptr) != 0) return 1;
    pthread_join(thread, nullptr);
    int changed = 0;
    for (std::size_t k = 0; k < below_bytes; ++k) changed += below[k] != 0;
    return changed > 0 ? 44 : 0;
  });
}

std::string outcome(const Ending& ending) {
  if (ending.exit_code == 42) return "handler ran: fault in the guard page";
  if (ending.exit_code == 43) return "handler ran: fault elsewhere";
  if (ending.exit_code == 44) return "no signal: other memory changed";
  return ending.in_words();
}

void compare(Demo& demo) {
  const Ending own = run_thread(with_own_stack);
  const Ending same = run_thread(with_same_stack);
  const Ending large = run_thread(with_large_frame);
  auto& table = demo.table("", {"calls without end", "outcome"});
  table.row({"handler on a stack of its own", outcome(own)});
  table.row({"handler on the full stack", outcome(same)});
  demo.table("", {"one frame of 320 KiB, its far end written", "outcome"})
      .row({"stack of 256 KiB", measured(outcome(large))});
  demo.expect_equal("endless calls end in the guard page", own.exit_code, 42);
  demo.expect("a handler cannot run on a stack that is full",
              same.signal == SIGSEGV);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "stack_limit",
                            "What does a stack overflow look like?", compare);
}
