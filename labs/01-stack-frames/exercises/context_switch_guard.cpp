// What a generator's stack ends in. Contract: generator.hpp.
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "abi/case.hpp"
#include "context_switch_generators.hpp"

using heaplab::abi::fail;
using heaplab::abi::note_step;
using heaplab::abi::pass;
using heaplab::abi::Rule;

volatile std::byte* place_in_stack;

void show_stack(Generator* self, void*) {
  volatile std::byte here[64] = {};
  place_in_stack = here;
  for (;;) generator_yield(self, 1);
}

// A page that is free is where the system would put a mapping that is wished
// there. (mincore() would say it too, but not under qemu-user.)
bool is_mapped(std::uintptr_t address) {
  const auto bytes = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  void* page = reinterpret_cast<void*>(address / bytes * bytes);
  void* found =
      ::mmap(page, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (found != MAP_FAILED) ::munmap(found, bytes);
  return found != page;
}

namespace {

[[noreturn]] void fail_guard(const std::string& actual) {
  fail(Rule::wrong_result,
       "the stack of " + std::to_string(stack_bytes) +
           " bytes ends in a guard page: mapped with PROT_NONE",
       actual);
}

// How deep the body came.
std::uintptr_t depth_of(std::uintptr_t address) {
  return reinterpret_cast<std::uintptr_t>(place_in_stack) - address;
}

[[noreturn]] void judge_fault(std::uintptr_t fault) {
  const std::uintptr_t depth = depth_of(fault);
  const std::string deep =
      std::to_string(depth) + " bytes below the body's first local";
  if (depth < stack_bytes - 1024) fail_guard("it ends " + deep);
  if (depth > stack_bytes + most_more_bytes)
    fail_guard("the first fault came " + deep);
  if (!is_mapped(fault))
    fail_guard("nothing is mapped " + deep +
               ": the next mmap() may put anything there");
  pass();
}

struct sigaction crashes;  // what the kit does about them

// A fault before the body has begun is none of the stack's: it happens again,
// and is looked into.
void on_fault(int signal, siginfo_t* information, void*) {
  if (place_in_stack == nullptr) {
    ::sigaction(signal, &crashes, nullptr);
    return;
  }
  judge_fault(reinterpret_cast<std::uintptr_t>(information->si_addr));
}

void catch_faults() {
  static std::byte stack[65536];
  const stack_t alternate{stack, 0, sizeof(stack)};
  ::sigaltstack(&alternate, nullptr);
  struct sigaction action {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  ::sigaction(SIGSEGV, &action, &crashes);
  ::sigaction(SIGBUS, &action, nullptr);
}

// A body without an end: each call leaves 512 bytes on the stack.
__attribute__((noinline)) std::uint64_t endless(std::uint64_t depth) {
  volatile std::byte local[512];
  local[0] = std::byte{1};
  const std::uintptr_t deep = depth_of(reinterpret_cast<std::uintptr_t>(local));
  if (deep > stack_bytes + 2 * most_more_bytes)
    fail_guard("the body wrote " + std::to_string(deep) +
               " bytes below its first local, and nothing stopped it");
  if (depth > stack_bytes) return 0;
  return endless(depth + 1) + static_cast<std::uint64_t>(local[0]);
}

void overflow(Generator* self, void*) {
  volatile std::byte here[64] = {};
  place_in_stack = here;
  generator_yield(self, endless(0));
}

HEAPLAB_CASE(guard, "generator/guard-page",
             "a body that recurses for ever faults in its guard page", 4,
             all_of_generators) {
  note_step("a body calls itself for ever, on a stack of 65536 bytes");
  std::vector<Generator*> neighbours;
  for (int i = 0; i < 4; ++i) neighbours.push_back(create(show_stack));
  Generator* generator = create(overflow);
  for (int i = 0; i < 4; ++i) neighbours.push_back(create(show_stack));
  catch_faults();
  std::uint64_t value = 0;
  generator_next(generator, &value);
  fail(Rule::wrong_result, "the body never yields",
       "generator_next() came back");
}

}  // namespace
