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

// [solution
namespace {

std::size_t page_bytes() {
  return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// One page more than stack and Generator need, rounded up to pages.
std::size_t mapping_bytes_for(std::size_t stack_bytes) {
  const std::size_t page = page_bytes();
  return (stack_bytes + sizeof(Generator) + page - 1) / page * page + page;
}

void* map_with_guard(std::size_t bytes) {
  void* mapping = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (mapping == MAP_FAILED) return nullptr;
  if (::mprotect(mapping, page_bytes(), PROT_NONE) == 0) return mapping;
  ::munmap(mapping, bytes);
  return nullptr;
}

// The outermost function on the stack. It may not return: there is nothing
// above it.
void run_body(void* argument) {
  auto* self = static_cast<Generator*>(argument);
  self->body(self, self->argument);
  self->finished = true;
  ctx_switch(&self->body_context, &self->caller_context);
}

}  // namespace

// solution]
Generator* generator_create(std::size_t stack_bytes,
                            void (*body)(Generator* self, void* argument),
                            void* argument) {
  // [solution
  if (stack_bytes > SIZE_MAX / 4) return nullptr;
  const std::size_t bytes = mapping_bytes_for(stack_bytes);
  void* mapping = map_with_guard(bytes);
  if (mapping == nullptr) return nullptr;
  void* place = static_cast<std::byte*>(mapping) + bytes - sizeof(Generator);
  auto* self =
      ::new (place) Generator{{}, {}, body, argument, 0, false, mapping, bytes};
  ctx_make(&self->body_context, place, run_body, self);
  return self;
  // solution]
  // [starter
  // // Task 3: a mapping, its guard page, and the first frame of the body.
  // static_cast<void>(stack_bytes);
  // static_cast<void>(body);
  // static_cast<void>(argument);
  // return nullptr;
  // starter]
}

bool generator_next(Generator* generator, std::uint64_t* value) {
  // [solution
  if (generator->finished) return false;
  ctx_switch(&generator->caller_context, &generator->body_context);
  if (generator->finished) return false;
  *value = generator->value;
  return true;
  // solution]
  // [starter
  // // Task 4: run the body until it yields or returns.
  // static_cast<void>(generator);
  // static_cast<void>(value);
  // return false;
  // starter]
}

void generator_yield(Generator* generator, std::uint64_t value) {
  // [solution
  generator->value = value;
  ctx_switch(&generator->body_context, &generator->caller_context);
  // solution]
  // [starter
  // // Task 4: keep the value, and go back to who asked for it.
  // static_cast<void>(generator);
  // static_cast<void>(value);
  // starter]
}

void generator_destroy(Generator* generator) {
  // [solution
  ::munmap(generator->mapping, generator->mapping_bytes);
  // solution]
  // [starter
  // // Task 5: give the whole mapping back.
  // static_cast<void>(generator);
  // starter]
}
