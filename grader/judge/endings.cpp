// How a player ended, as a finding.
#include <fmt/format.h>
#include <seccomp.h>
#include <sys/syscall.h>

#include <csignal>
#include <cstdlib>
#include <cstring>

#include "judge/lockstep.hpp"
#include "judge/source_lines.hpp"
#include "trace/printable.hpp"

namespace heaplab::judge {
namespace {

using player::Ending;

// Where the stack ends, an access that far from the stack pointer is one of it.
constexpr std::uint64_t below_stack_pointer = 1 << 20;
constexpr std::uint64_t above_stack_pointer = 64 << 10;

bool at_the_stack(const PlayerEnd& end) {
  return end.stack_pointer != 0 &&
         end.fault_address + below_stack_pointer > end.stack_pointer &&
         end.fault_address < end.stack_pointer + above_stack_pointer;
}

std::string signal_name(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return name ? fmt::format("SIG{}", name) : fmt::format("signal {}", signal);
}

std::string call_name(int call) {
  char* name = ::seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, call);
  const std::string text = name ? name : fmt::format("number {}", call);
  std::free(name);
  return text;
}

EndInWords forbidden(int call) {
  switch (call) {
    case SYS_exit_group:
      return {FindingKind::exit, "it ended the program by exit()"};
    case SYS_brk:
    case SYS_mmap:
    case SYS_munmap:
    case SYS_mremap:
    case SYS_mprotect:
    case SYS_madvise:
      return {FindingKind::hidden_memory,
              fmt::format("it asked the system for memory of its own, by {}()",
                          call_name(call))};
    default:
      return {FindingKind::forbidden_call,
              fmt::format("it made the system call {}(), which no allocator "
                          "needs; it was refused",
                          call_name(call))};
  }
}

EndInWords by_signal(const PlayerEnd& end) {
  switch (end.number) {
    case SIGABRT:
      return {FindingKind::abort,
              "it ended by abort(): a failed assert, an uncaught exception, or "
              "a call"};
    case SIGSEGV:
      if (at_the_stack(end))
        return {FindingKind::stack_overflow,
                "the stack is used up: a recursion without an end?"};
      [[fallthrough]];
    case SIGBUS:
      return {FindingKind::crash,
              fmt::format("{}: an access to address {:#x}",
                          signal_name(end.number), end.fault_address)};
    default:
      return {FindingKind::crash, signal_name(end.number)};
  }
}

EndInWords without_a_word(const PlayerEnd& end) {
  switch (end.signal) {
    case 0:
      return {
          FindingKind::exit,
          fmt::format("it ended the program with exit code {}", end.exit_code)};
    case SIGSYS:
      return {FindingKind::forbidden_call,
              "it made a system call that no allocator needs; it was refused"};
    case SIGXCPU:
      return {FindingKind::time_out, "it used up its processor time"};
    case SIGKILL:
    case SIGTERM:
    case SIGINT:
    case SIGHUP:
    case SIGQUIT:
      return {FindingKind::killed,
              fmt::format("it was ended from outside by {}",
                          signal_name(end.signal))};
    default:
      return {FindingKind::crash, signal_name(end.signal)};
  }
}

}  // namespace

EndInWords end_in_words(const PlayerEnd& end, const Limits& limits) {
  if (end.kind == PlayerEnd::Kind::output_limit)
    return {FindingKind::output_limit,
            fmt::format("it printed more than {} bytes", limits.output_bytes)};
  if (end.kind == PlayerEnd::Kind::time_out)
    return {FindingKind::time_out,
            end.wall_clock
                ? fmt::format("it did not within {} s of waiting",
                              limits.operation_wall_ns / 1'000'000'000)
                : fmt::format("it did not within {} ms of processor time",
                              limits.operation_cpu_ns / 1'000'000)};
  switch (end.ending) {
    case Ending::load_failed:
      return {FindingKind::load_error,
              "it cannot be loaded: " + trace::printable(end.text)};
    case Ending::signal:
      return by_signal(end);
    case Ending::forbidden_call:
      return forbidden(end.number);
    case Ending::interrupted:
    case Ending::none:
      break;
  }
  return without_a_word(end);
}

std::string end_source(const Submission& submission, const PlayerEnd& end,
                       std::uint64_t load_base, std::uint64_t load_end) {
  std::vector<CodeAddress> addresses;
  for (const std::uint64_t frame : end.frames)
    if (frame >= load_base && frame < load_end)
      addresses.push_back({frame - load_base, frame != end.program_counter});
  return source_lines(submission.object, addresses);
}

}  // namespace heaplab::judge
