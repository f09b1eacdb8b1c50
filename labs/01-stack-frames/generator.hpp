// The contract of a generator: a function that gives its values one by one, and
// between two of them waits on a stack of its own.
//
//   void count(Generator* self, void* argument) {
//     for (std::uint64_t i = 0; i < 3; ++i) generator_yield(self, i);
//   }
//   Generator* g = generator_create(16384, count, nullptr);
//   for (std::uint64_t value; generator_next(g, &value);) …;  // 0, 1, 2
//   generator_destroy(g);
//
// It is made with ctx_switch and ctx_make; <coroutine> and <ucontext.h> are not
// permitted. Memory comes from mmap(2), and the stack of each generator has a
// guard page:
//
//   higher addresses   ┌───────────────────────────────┐
//                      │ struct Generator, if you like │
//                      ├───────────────────────────────┤  stack_top, 16 n
//                      │ stack_bytes or more           │
//                      ├───────────────────────────────┤  a multiple of a page
//                      │ guard page: PROT_NONE         │
//   lower addresses    └───────────────────────────────┘
//
// Source of the idea: Marlin, Coroutines, 1980; CLU's iterators, Liskov and
// others, Abstraction Mechanisms in CLU, 1977.
#pragma once

#include <cstddef>
#include <cstdint>

struct Generator;  // yours

extern "C" {

// A generator whose body will be called as body(self, argument) by the first
// generator_next(). The stack has at least `stack_bytes` bytes, and at most
// 64 KiB more. Below it lies a page that faults when it is touched.
// Returns nullptr when the system refuses the memory, or for sizes that no
// memory has, up to SIZE_MAX.
Generator* generator_create(std::size_t stack_bytes,
                            void (*body)(Generator* self, void* argument),
                            void* argument);

// Runs the body until it yields; puts that value into `value` and returns true.
// Returns false when the body has returned instead, and each time after that;
// `value` is left alone then. Bodies call it for other generators.
bool generator_next(Generator* generator, std::uint64_t* value);

// In the body, or in a function that it called: gives one value. Returns in the
// next generator_next().
void generator_yield(Generator* generator, std::uint64_t value);

// Gives the stack back to the system, guard page included, whether the body has
// returned, waits, or never began. A body that waits is not finished: nothing
// on its stack is destroyed. Not called in the generator's own body.
void generator_destroy(Generator* generator);
}
