// Calls a function under the register checker: random sentinels in every
// preserved register, poison in every scratch and unused argument register, a
// canary area above its frame, poison below. All state is read back from
// memory, as nothing in a register can be trusted. Models: FFmpeg's checkasm,
// GMP's amd64check.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "abi/case.hpp"

namespace heaplab::abi {

#if defined(__x86_64__)
inline constexpr std::size_t integer_registers = 6;  // of arguments
inline constexpr std::size_t red_zone_bytes = 128;
#elif defined(__aarch64__)
inline constexpr std::size_t integer_registers = 8;
inline constexpr std::size_t red_zone_bytes = 0;
#endif
inline constexpr std::size_t float_registers = 8;

// What a function left, and what its call took.
struct Result {
  std::uint64_t integer = 0;    // rax, x0
  std::uint64_t integer2 = 0;   // rdx, x1
  double real = 0;              // xmm0, d0
  std::size_t stack_bytes = 0;  // that it used, return address included
  std::vector<Violation> violations;
  // With room_behind_guard(): it touched the guard page, which ended the call
  // there; it wrote to what lies behind it.
  bool stopped_at_guard = false;
  bool wrote_behind_guard = false;
};

class CheckedCall {
 public:
  // `function` as a student wrote it; `name` for messages.
  CheckedCall(const void* function, std::string name);

  // The next argument: in a register, then on the stack, in 8 bytes each.
  CheckedCall& integer(std::uint64_t value);
  CheckedCall& integer32(std::int32_t value);  // the upper half is dirty
  CheckedCall& pointer(const void* value);
  CheckedCall& real(double value);
  // Where a result in memory goes: rdi before all others, x8.
  CheckedCall& result_at(void* place);
  // Of the stack that it runs on, with a guard page at its end. 256 KiB
  // otherwise.
  CheckedCall& stack_size(std::size_t bytes);
  // Memory below the guard page at the end of its stack: a function that probes
  // every page stops at the guard, and one that jumps over it writes there. The
  // first touch of the guard page ends the call: nothing but the two results
  // above is known then.
  CheckedCall& room_behind_guard(std::size_t bytes);

  // Ends the case with the first rule that it broke.
  Result run();
  // All the rules that it broke are in the result. Ends the case only when the
  // function crashes or does not come back.
  Result collect();

 private:
  enum class Kind : std::uint8_t { integer, integer32, real };
  struct Argument {
    Kind kind;
    std::uint64_t bits;
  };
  struct Passed;
  bool result_takes_first() const;
  Passed pass_arguments() const;
  void load_registers(const Passed& passed) const;
  Result results() const;
  std::vector<Violation> violations() const;

  const void* function_;
  std::string name_;
  std::vector<Argument> arguments_;
  void* result_ = nullptr;
  std::size_t stack_size_ = 256 * 1024;
  std::size_t behind_guard_ = 0;
};

// What a call of the student's function arrived with.
struct CallSeen {
  std::uint64_t integers[8];  // argument registers
  double reals[8];
  const std::uint64_t* stack;   // stack arguments
  std::uint64_t stack_pointer;  // before the call instruction
  std::uint64_t frame_pointer;  // rbp, x29 at the call
  std::uint64_t al;  // x86-64: how many vector registers have arguments, as a
                     // variadic callee is told; 0 on AArch64
};

// What the callee destroys of all that it may.
enum class Destroys : std::uint8_t {
  nothing,   // a friendly callee: even scratch registers survive
  scratch,   // every register that a callee may change
  red_zone,  // everything below the stack pointer at the call
  all,
};

// A function to give to the student's function as a callback. It records how it
// was called, destroys what it may, and returns what `answer` says. One at a
// time exists.
class HostileCallback {
 public:
  using Answer = std::function<std::uint64_t(const CallSeen&)>;
  explicit HostileCallback(Answer answer, Destroys destroys = Destroys::all);
  ~HostileCallback();
  HostileCallback(const HostileCallback&) = delete;
  HostileCallback& operator=(const HostileCallback&) = delete;

  const void* address() const;
  std::size_t calls() const;
  // stack-misaligned, of the calls so far; CheckedCall adds it by itself.
  std::vector<Violation> violations() const;
};

// Runs `attempt`, a call with a hostile callback and the test of its result,
// with each of Destroys in turn, gentlest first. A result that is right with a
// friendly callee and wrong with another is a value kept where none survives:
// names the register, by destroying one at a time. `attempt` returns whether
// the result was right; what it was, in words, is `actual`.
struct Attempt {
  bool right;
  std::string expected;
  std::string actual;
};
void expect_kept_nowhere(const std::function<Attempt(Destroys)>& attempt);

// Calls switcher(from, to), which comes back when another context switches to
// `from`, with sentinels in every callee-saved register and odd values in the
// floating-point control. The rules that were broken when it came back.
std::vector<Violation> checked_switch(void (*switcher)(void* from, void* to),
                                      void* from, void* to);

// Calls function(argument) at the end of a chain of frame pointers: the frame
// above it has a saved frame pointer of 0 and no return address.
std::uint64_t call_at_chain_end(std::uint64_t (*function)(void* argument),
                                void* argument);

}  // namespace heaplab::abi
