// What comes before the first operation: the submission is loaded, and has what
// the trace needs.
#include <fmt/format.h>

#include "judge/lockstep.hpp"
#include "judge/object_file.hpp"

namespace heaplab::judge {

using player::Command;

void Lockstep::start() {
  const std::uint64_t globals = writable_global_bytes(submission_.object);
  if (globals > limits_.global_bytes)
    fail(FindingKind::global_state,
         fmt::format("at most {} bytes of writable global variables: an "
                     "allocator keeps its state in its object and its heap",
                     limits_.global_bytes),
         fmt::format("the submission has {} bytes of them", globals));
  private_before_ = player_.read(player_.response().private_bytes);
  anonymous_before_ = player_.anonymous_bytes();
  const std::uint64_t mapped_before = player_.mapped_bytes();
  command(Command::load);
  check_mapped_memory(mapped_before);
  check_private_memory();
  private_before_ = player_.read(player_.response().private_bytes);
  require_class();
  mappings_.reset();
  if (kind_ == TraceKind::misuse) name_sites();
  command(Command::construct);
  check_no_reports();
  lowest_granted_ = stack_top();
  check_heap();
  check_private_memory();
}

void Lockstep::require(Command command, const char* function) {
  const std::uint64_t missing = player_.read(player_.response().missing);
  if ((missing >> static_cast<unsigned>(command) & 1) == 0) return;
  fail(FindingKind::missing_operation,
       fmt::format("the class has: {}", function),
       "it has no such member function");
}

// What kind of class the trace is for.
void Lockstep::require_class() {
  switch (kind_) {
    case TraceKind::heap:
      return require(Command::allocate, "void* allocate(std::size_t bytes)");
    case TraceKind::call_stack:
      return require(Command::call,
                     "heaplab::Frame call(std::uint64_t return_address, "
                     "std::size_t bytes)");
    case TraceKind::coroutines:
      return require(Command::spawn,
                     "void* spawn(std::size_t stack_bytes, void (*entry)(void* "
                     "argument), void* argument)");
    case TraceKind::misuse:
      return require(Command::memory_allocate,
                     "void* allocate(std::size_t bytes, const "
                     "heaplab::MemoryCall& call), and the rest that "
                     "HEAPLAB_DEBUG_ALLOCATOR asks for");
  }
}

}  // namespace heaplab::judge
