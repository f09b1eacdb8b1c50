// A generator on a stack of its own. One mapping holds all of it:
//   mapping = guard page, stack, Generator
//   stack_top = the address of the Generator, 16 n
#include "generator.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <new>

#include "context.hpp"

struct alignas(16) Generator {
  Context body_context;    // where the body waits
  Context caller_context;  // where generator_next() waits while the body runs
  void (*body)(Generator* self, void* argument);
  void* argument;
  std::uint64_t value;  // the newest one
  bool finished;
  void* mapping;  // lowest byte, of the guard page
  std::size_t mapping_bytes;
};

Generator* generator_create(std::size_t stack_bytes,
                            void (*body)(Generator* self, void* argument),
                            void* argument) {
  // Task 3: a mapping, its guard page, and the first frame of the body.
  static_cast<void>(stack_bytes);
  static_cast<void>(body);
  static_cast<void>(argument);
  return nullptr;
}

bool generator_next(Generator* generator, std::uint64_t* value) {
  // Task 4: run the body until it yields or returns.
  static_cast<void>(generator);
  static_cast<void>(value);
  return false;
}

void generator_yield(Generator* generator, std::uint64_t value) {
  // Task 4: keep the value, and go back to who asked for it.
  static_cast<void>(generator);
  static_cast<void>(value);
}

void generator_destroy(Generator* generator) {
  // Task 5: give the whole mapping back.
  static_cast<void>(generator);
}
