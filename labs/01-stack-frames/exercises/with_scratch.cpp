// with_scratch (bonus): memory of a dynamic size on the stack. The guard page:
// with_scratch_guard.cpp.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"
#include "abi/picture.hpp"
#include "abi/text.hpp"

using Scratched = std::uint64_t(void* scratch, std::size_t bytes,
                                void* context);

HEAPLAB_STUDENT(std::uint64_t with_scratch(std::size_t bytes, Scratched* fn,
                                           void* context));

namespace heaplab::abi {
namespace {

// The callee: looks at what it is given and fills it.
class Scratch {
 public:
  explicit Scratch(std::size_t bytes)
      : bytes_(bytes), context_(random()), answer_(random()) {}

  // Under the register checker, with a callee that destroys all it may.
  void run();

 private:
  std::uint64_t take(const CallSeen& seen);
  void expect_arguments(const CallSeen& seen) const;
  void expect_place(const CallSeen& seen) const;
  std::string text() const {
    return "with_scratch(" + std::to_string(bytes_) + ", fn, context)";
  }

  std::size_t bytes_;
  std::uint64_t context_;
  std::uint64_t answer_;
};

void Scratch::expect_arguments(const CallSeen& seen) const {
  if (seen.integers[1] == bytes_ && seen.integers[2] == context_) return;
  fail(Rule::wrong_argument,
       text() + " calls fn(scratch, " + std::to_string(bytes_) + ", " +
           hex(context_) + ")",
       "it calls fn(" + hex(seen.integers[0]) + ", " +
           std::to_string(seen.integers[1]) + ", " + hex(seen.integers[2]) +
           ")");
}

// What else than the scratch memory may lie between it and the stack pointer.
constexpr std::uint64_t slack_bytes = 4096;

void Scratch::expect_place(const CallSeen& seen) const {
  const std::uint64_t scratch = seen.integers[0];
  // Where the stack pointer is misaligned too, the register checker says so.
  if (scratch % 16 != 0 && seen.stack_pointer % 16 == 0) {
    fail(Rule::wrong_argument, "scratch is a multiple of 16",
         "it is " + hex(scratch) + ", off by " + std::to_string(scratch % 16));
  }
  if (scratch < seen.stack_pointer) {
    fail(Rule::wrong_argument,
         "scratch lies in the frame, at the stack pointer or above: what is "
         "below belongs to fn",
         "it is " + hex(scratch) + ", the stack pointer at the call " +
             hex(seen.stack_pointer));
  }
  if (scratch - seen.stack_pointer > slack_bytes) {
    fail(Rule::wrong_argument, "scratch lies on the stack, in the frame",
         "it is " + hex(scratch) + ", the stack pointer at the call " +
             hex(seen.stack_pointer));
  }
}

std::uint64_t Scratch::take(const CallSeen& seen) {
  keep_picture(draw_stack(seen.stack_pointer, seen.frame_pointer,
                          (bytes_ < 64 ? bytes_ : 64) / 8 + 6,
                          {{seen.integers[0], "scratch"}}));
  expect_arguments(seen);
  expect_place(seen);
  std::memset(reinterpret_cast<void*>(seen.integers[0]), 0xa5, bytes_);
  return answer_;
}

void Scratch::run() {
  note_step(text() + "; fn fills its scratch memory");
  const HostileCallback fn([this](const CallSeen& seen) { return take(seen); });
  CheckedCall call(reinterpret_cast<const void*>(with_scratch), "with_scratch");
  const Result result =
      call.integer(bytes_).pointer(fn.address()).integer(context_).run();
  if (fn.calls() != 1) {
    fail(Rule::wrong_calls, text() + " calls fn once",
         fn.calls() == 0
             ? "it did not call it"
             : "it called it " + std::to_string(fn.calls()) + " times");
  }
  if (result.integer == answer_) return;
  fail(Rule::wrong_result,
       text() + " returns what fn returned, " + hex(answer_),
       "it returned " + hex(result.integer));
}

HEAPLAB_CASE(small, "small", "64 bytes: fn is called with them", 1,
             "with_scratch") {
  Scratch(64).run();
}

HEAPLAB_CASE(sizes, "sizes",
             "sizes from 0 to 100000: aligned, in the frame, and given back", 2,
             "with_scratch") {
  for (const std::size_t bytes : {0, 1, 8, 15, 16, 17, 100, 4000}) {
    Scratch(bytes).run();
  }
  for (const std::size_t bytes : {4095, 4096, 4097, 8192, 20000, 100000}) {
    Scratch(bytes).run();
  }
}

}  // namespace
}  // namespace heaplab::abi
