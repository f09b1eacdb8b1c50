#include "abi/crash.hpp"

#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "abi/callback.hpp"
#include "abi/fault.hpp"
#include "abi/frame_picture.hpp"
#include "abi/memory.hpp"
#include "abi/running.hpp"
#include "abi/symbols.hpp"
#include "abi/text.hpp"
#include "abi/values.hpp"
#include "abi/verdict.hpp"

namespace heaplab::abi {
namespace {

std::string subject() {
  return running().name.empty() ? "the function" : running().name;
}

// The stack of this call, or of the program itself.
bool in_a_call() { return running().function != nullptr; }

bool is_time_out(const Fault& fault) {
  return fault.signal == SIGPROF || fault.signal == SIGALRM;
}

Violation time_out(const Fault& fault) {
  if (auto lost = returns_into_itself(fault)) return *lost;
  return {Rule::time_out, function_returns(),
          subject() + " did not come back within " +
              std::to_string(seconds_for_a_case) +
              " seconds of computing; it was at " + code_name(fault.counter),
          fault.counter};
}

// SP has left the stack, or a push, a call or a local did.
std::optional<Violation> left_stack(const Fault& fault) {
  const PaintedStack& stack = running().stack;
  const std::uint64_t pointer = fault.stack_pointer;
  const bool inside = pointer >= stack.low() && pointer <= stack.high();
  if (!in_a_call() || (inside && !stack.in_guard(fault.address))) return {};
  if (auto lost = returns_into_itself(fault)) return lost;
  const std::uint64_t below = stack.low() - pointer;
  if (!inside && below > (std::uint64_t{1} << 30)) {
    return Violation{Rule::stack_pointer_off,
                     "SP stays on the stack that the function was called on",
                     "SP holds " + hex(pointer) + whose(pointer) + " at " +
                         code_name(fault.counter),
                     fault.counter};
  }
  return Violation{Rule::stack_overflow,
                   subject() + " needs at most " + decimal(stack.bytes()) +
                       " bytes of stack",
                   "SP ran off the end of the stack of " +
                       decimal(stack.bytes()) + " bytes at " +
                       code_name(fault.counter),
                   fault.counter};
}

std::optional<Violation> bad_instruction(const Fault& fault) {
  const std::string where = " at " + code_name(fault.counter);
  const char* what = nullptr;
  if (fault.signal == SIGILL) what = "an instruction that does not exist";
  if (fault.signal == SIGFPE) {
    what = "a division by zero, or whose result is too large,";
  }
  if (fault.signal == SIGTRAP) what = "a breakpoint instruction";
  if (what == nullptr || !is_code(fault.counter)) return {};
  return Violation{Rule::crash, function_returns(),
                   "it executed " + (what + where), fault.counter};
}

Violation bad_access(const Fault& fault) {
  const bool above = running().stack.above_high(fault.address);
  if (above) {
    if (auto lost = returns_into_itself(fault)) return *lost;
  }
  const std::string where = " at " + code_name(fault.counter);
  if (fault.address == 0 && fault.code == SI_KERNEL) {
    return {Rule::crash, function_returns(),
            "it used an address" + where + " where no memory can be",
            fault.counter};
  }
  const bool wrote = fault.signal == SIGSEGV && fault.wrote;
  std::string text = (wrote ? "it wrote to address " : "it used address ") +
                     hex(fault.address) + whose(fault.address) + where;
  if (fault.address < 4096) text += ": a null pointer";
  if (above) text += ": above its caller's frame";
  return {Rule::crash, function_returns(), text, fault.counter};
}

Violation decode_fault(const Fault& fault) {
  const auto calls = violations_of_calls();
  if (in_a_call() && !calls.empty()) return calls.front();
  if (is_time_out(fault)) return time_out(fault);
  if (auto found = bad_instruction(fault)) return *found;
  if (auto found = transfer_violation(fault)) return *found;
  if (auto found = access_violation(fault)) return *found;
  if (auto found = left_stack(fault)) return *found;
  return bad_access(fault);
}

bool handles_guard(const Fault& fault, void* context) {
  Running& now = running();
  if (!in_a_call() || !now.may_hit_guard || fault.signal != SIGSEGV ||
      !now.stack.in_guard(fault.address)) {
    return false;
  }
  now.guard_address = fault.address;
  continue_at(context, reinterpret_cast<std::uint64_t>(heaplab_abi_returned));
  return true;
}

#if defined(__x86_64__)
// qemu-user enters it with a misaligned stack.
__attribute__((force_align_arg_pointer))
#endif
void on_signal(int signal, siginfo_t* info, void* context) {
  const Fault fault = read_fault(signal, *info, context);
  if (handles_guard(fault, context)) return;
  lose_buffered_output();
  const Violation violation = decode_fault(fault);
  if (in_a_call()) draw_crash(fault.stack_pointer, fault.frame_pointer);
  fail(violation);
}

alignas(16) char handler_stack[256 * 1024];

void limit_time() {
  itimerval limit{};
  limit.it_value.tv_sec = seconds_for_a_case;
  setitimer(ITIMER_PROF, &limit, nullptr);
  // One that waits instead of computing.
  alarm(20 * seconds_for_a_case);
}

}  // namespace

std::string function_returns() { return subject() + " returns to its caller"; }

Violation wild_return(const Fault& fault, std::uint64_t target) {
  return {
      Rule::wild_return, function_returns(),
      "its ret went to " + hex(target) + whose(target) + ", where no code is",
      fault.counter};
}

Violation wild_jump(const std::string& how, std::uint64_t target,
                    std::uint64_t from) {
  return {
      Rule::wild_jump, "it calls and jumps to code",
      how + " went to " + hex(target) + whose(target) + ", where no code is",
      from};
}

Violation sentinel_access(const Fault& fault, std::uint64_t address,
                          std::uint64_t base) {
  return {Rule::crash, function_returns(),
          "it used " + hex(address) + whose(base) + " as an address at " +
              code_name(fault.counter) + ", where no memory can be",
          fault.counter};
}

std::uint64_t function_address() {
  return reinterpret_cast<std::uint64_t>(running().function);
}

void catch_crashes() {
  std::uint64_t word = 0;
  read_word(reinterpret_cast<std::uint64_t>(&word), word);  // opens its pipe
  stack_t alternative{};
  alternative.ss_sp = handler_stack;
  alternative.ss_size = sizeof handler_stack;
  sigaltstack(&alternative, nullptr);
  struct sigaction action {};
  action.sa_sigaction = on_signal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigfillset(&action.sa_mask);
  for (const int signal :
       {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGPROF, SIGALRM}) {
    sigaction(signal, &action, nullptr);
  }
  limit_time();
}

}  // namespace heaplab::abi
