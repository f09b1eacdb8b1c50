// with_scratch and the guard page. The stack ends in a page that nobody may
// touch; below it lies memory that can be written to, as another thread's stack
// may. So a jump over the page does not crash: it arrives.
#include <cstddef>
#include <cstdint>
#include <string>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"

using Scratched = std::uint64_t(void* scratch, std::size_t bytes,
                                void* context);

HEAPLAB_STUDENT(std::uint64_t with_scratch(std::size_t bytes, Scratched* fn,
                                           void* context));

namespace heaplab::abi {
namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t jump = 65536;
constexpr std::size_t behind = 2 * jump;

// On a stack of `room` bytes.
void try_room(std::size_t room) {
  const HostileCallback fn([](const CallSeen&) -> std::uint64_t {
    fail(Rule::unprobed_page,
         "the call ends in the guard page at the end of the stack, by a touch "
         "of each page on the way down",
         "the stack pointer went past that page without a touch, and fn was "
         "called on memory that is not the stack's");
  });
  CheckedCall call(reinterpret_cast<const void*>(with_scratch), "with_scratch");
  call.integer(jump).pointer(fn.address()).integer(0);
  const Result result = call.stack_size(room).room_behind_guard(behind).run();
  if (result.wrote_behind_guard) {
    fail(Rule::unprobed_page,
         "the guard page at the end of the stack is touched before anything "
         "behind it",
         "something behind it was written to first");
  }
  if (result.stopped_at_guard) return;
  fail(Rule::wrong_calls,
       "with_scratch(" + std::to_string(jump) +
           ", fn, context) reserves the bytes and calls fn",
       "it returned and had not called it");
}

// Wherever in a page the stack pointer stands.
HEAPLAB_CASE(guard, "guard-page",
             "a jump of 64 KiB ends in the guard page, not behind it", 2,
             "with_scratch") {
  note_step("with_scratch(" + std::to_string(jump) +
            ", fn, context) on a stack that is too small, its end a page that "
            "nobody may touch");
  for (std::size_t room = page; room < 2 * page; room += 16) try_room(room);
}

}  // namespace
}  // namespace heaplab::abi
