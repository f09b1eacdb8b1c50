#include "player/ending.hpp"

#include <dlfcn.h>
#include <execinfo.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "player/channel.hpp"

namespace heaplab::player {
namespace {

bool object_offered = false;
alignas(16) char handler_stack[64 << 10];

// The registers that a handler reads and writes, by machine.
struct Registers {
  explicit Registers(ucontext_t* context) : machine(context->uc_mcontext) {}
#if defined(__x86_64__)
  std::uint64_t pc() const { return reg(REG_RIP); }
  std::uint64_t sp() const { return reg(REG_RSP); }
  std::uint64_t argument(int n) const {
    constexpr int order[] = {REG_RDI, REG_RSI, REG_RDX, REG_R10};
    return reg(order[n]);
  }
  void set_result(std::int64_t value) { machine.gregs[REG_RAX] = value; }
  std::uint64_t reg(int n) const {
    return static_cast<std::uint64_t>(machine.gregs[n]);
  }
#elif defined(__aarch64__)
  std::uint64_t pc() const { return machine.pc; }
  std::uint64_t sp() const { return machine.sp; }
  std::uint64_t argument(int n) const { return machine.regs[n]; }
  void set_result(std::int64_t value) {
    machine.regs[0] = static_cast<std::uint64_t>(value);
  }
#else
#error "Heaplab runs on x86-64 and AArch64"
#endif
  mcontext_t& machine;
};

// Leaves by exit(2), which ends the only thread: exit_group is trapped, as the
// submission's way out.
[[noreturn]] void leave() {
  answer(channel.request->sequence.load(std::memory_order_acquire));
  for (;;) ::syscall(SYS_exit, exit_ended);
}

// A constructor of the submission runs before the loader has told where it is.
void note_load_range(const std::uint64_t* frames, std::uint32_t count) {
  for (std::uint32_t k = 0; k < count; ++k) {
    Dl_info info{};
    if (::dladdr(reinterpret_cast<void*>(frames[k]), &info) == 0) continue;
    if (!info.dli_fname || std::strcmp(info.dli_fname, object_name) != 0)
      continue;
    channel.response->load_base =
        reinterpret_cast<std::uint64_t>(info.dli_fbase);
    channel.response->load_end = channel.response->load_base + (64u << 20);
    return;
  }
}

// What is certain first; then the frames, which may fault on a broken stack.
[[noreturn]] void end(Ending ending, int number, const void* fault,
                      const Registers& registers) {
  Response& response = *channel.response;
  response.number = number;
  response.fault_address = reinterpret_cast<std::uint64_t>(fault);
  response.stack_pointer = registers.sp();
  response.program_counter = response.frame[0] = registers.pc();
  response.frames = 1;
  response.ending = ending;
  std::uint64_t frames[most_frames];
  const std::uint32_t count = collect_frames(frames);
  std::memcpy(response.frame, frames, sizeof frames);
  response.frames = count;
  if (response.load_base == 0) note_load_range(frames, count);
  leave();
}

void on_signal(int signal, siginfo_t* info, void* context) {
  const Registers registers(static_cast<ucontext_t*>(context));
  const bool asked = signal == SIGUSR1;
  end(asked ? Ending::interrupted : Ending::signal, signal, info->si_addr,
      registers);
}

void on_forbidden_call(int, siginfo_t* info, void* context) {
  Registers registers(static_cast<ucontext_t*>(context));
  if (info->si_syscall == SYS_openat && object_offered) {
    object_offered = false;
    registers.set_result(object_fd);
    return;
  }
  // fstat(fd) as newer C libraries call it.
  if (info->si_syscall == SYS_newfstatat &&
      static_cast<int>(registers.argument(0)) == object_fd) {
    auto* status = reinterpret_cast<struct stat*>(registers.argument(2));
    registers.set_result(::syscall(SYS_fstat, object_fd, status));
    return;
  }
  end(Ending::forbidden_call, info->si_syscall, info->si_call_addr, registers);
}

void handle(int signal, void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action {};
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

void install_handlers() {
  stack_t stack{};
  stack.ss_sp = handler_stack;
  stack.ss_size = sizeof handler_stack;
  ::sigaltstack(&stack, nullptr);
  for (const int signal :
       {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGUSR1})
    handle(signal, on_signal);
  handle(SIGSYS, on_forbidden_call);
  // The first call loads the unwinder, which allocates.
  std::uint64_t frames[most_frames];
  collect_frames(frames);
}

void offer_object() { object_offered = true; }

void end_with_text(Ending ending, const char* text) {
  Response& response = *channel.response;
  std::strncpy(response.text, text, text_bytes - 1);
  response.ending = ending;
  leave();
}

std::uint32_t collect_frames(std::uint64_t (&frames)[most_frames]) {
  static_assert(sizeof(void*) == sizeof(std::uint64_t));
  const int count = ::backtrace(reinterpret_cast<void**>(frames), most_frames);
  return count < 0 ? 0 : static_cast<std::uint32_t>(count);
}

}  // namespace heaplab::player
