// Stacks for contexts, with junk in them and canaries around them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "abi/case.hpp"
#include "context.hpp"

HEAPLAB_STUDENT(void ctx_switch(Context* from, Context* to));
HEAPLAB_STUDENT(void ctx_make(Context* context, void* stack_top,
                              void (*entry)(void* argument), void* argument));

inline constexpr const char* switch_and_make = "ctx_make ctx_switch";

struct Stack {
  alignas(16) std::uint64_t words[4096];
  std::uint64_t above[8];

  void* top() { return above; }
  bool holds(std::uint64_t address) const {
    const auto bottom = reinterpret_cast<std::uint64_t>(words);
    return address >= bottom && address <= bottom + sizeof words;
  }
};

// A context between canaries, and the stack that it is made on.
struct Place {
  Place();

  std::uint64_t before;
  Context context{};
  std::uint64_t after;
  Stack stack;
  void (*body)() = nullptr;  // what runs there
};

extern Place home;     // the case itself; its stack is not used
extern Place partner;  // what it switches to
extern Place third;

std::string hex(std::uint64_t value);
std::uint64_t address_of(const void* place);

// Makes it with ctx_make, so that body() will run on its stack, however badly
// entry is called: the probe stands between. Ends the case when ctx_make wrote
// where it may not, or left a stack pointer outside the stack: switching there
// would say less.
void make(Place& place, void (*body)(), void* argument = nullptr);

void expect_canaries(const Place& place);

// wrong-calls unless entry was called so often until now.
void expect_calls(std::uint64_t expected);
