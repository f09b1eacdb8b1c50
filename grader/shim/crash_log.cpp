#include "shim/crash_log.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

#include "shim/entry.hpp"

extern "C" const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));
extern "C" char _end __attribute__((visibility("hidden")));

namespace heaplab::shim {
namespace {

constexpr int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
constexpr std::uintptr_t most_stack_bytes = 1 << 20;

constinit char log_path[512] = {};

std::uintptr_t object_begin() {
  return reinterpret_cast<std::uintptr_t>(&__ehdr_start);
}

bool is_in_object(std::uintptr_t address) {
  return address >= object_begin() &&
         address < reinterpret_cast<std::uintptr_t>(&_end);
}

struct Registers {
  std::uintptr_t program_counter;
  std::uintptr_t frame_pointer;
  std::uintptr_t stack_pointer;
};

Registers registers_of(const void* context) {
  const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  return {static_cast<std::uintptr_t>(machine.gregs[REG_RIP]),
          static_cast<std::uintptr_t>(machine.gregs[REG_RBP]),
          static_cast<std::uintptr_t>(machine.gregs[REG_RSP])};
#else
  return {machine.pc, machine.regs[29], machine.sp};
#endif
}

// Follows frame pointers, outwards, as long as they can be right.
void add_frames(const Registers& registers, CrashRecord& record) {
  int count = 0;
  if (is_in_object(registers.program_counter)) {
    record.frames[count++] = registers.program_counter - object_begin();
  }
  std::uintptr_t frame = registers.frame_pointer;
  std::uintptr_t below = registers.stack_pointer;
  const std::uintptr_t end = below + most_stack_bytes;
  while (frame >= below && frame < end && frame % sizeof frame == 0 &&
         count < CrashRecord::most_frames) {
    const auto* const words = reinterpret_cast<const std::uintptr_t*>(frame);
    if (is_in_object(words[1])) {
      record.frames[count++] = words[1] - object_begin();
    }
    below = frame + 1;
    frame = words[0];
  }
}

void write_record(int signal, const void* context) {
  CrashRecord record{::getpid(), signal, {}};
  add_frames(registers_of(context), record);
  const int file =
      ::open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  while (::write(file, &record, sizeof record) < 0 && errno == EINTR) {
  }
  ::close(file);
}

// Notes where it was, and then lets the signal do what it does.
void on_crash(int signal, siginfo_t*, void* context) {
  ::signal(signal, SIG_DFL);
  if (is_inside()) write_record(signal, context);
  ::syscall(SYS_tgkill, ::getpid(), ::syscall(SYS_gettid), signal);
}

// A program that has handlers of its own keeps them.
[[gnu::constructor]] void watch() {
  Dl_info here{};
  if (::dladdr(log_path, &here) == 0) return;
  if (std::strlen(here.dli_fname) + std::strlen(crash_log_suffix) >=
      sizeof log_path) {
    return;
  }
  std::strcpy(log_path, here.dli_fname);
  std::strcat(log_path, crash_log_suffix);
  for (const int signal : signals) {
    struct sigaction before {};
    if (::sigaction(signal, nullptr, &before) != 0) continue;
    if (before.sa_handler != SIG_DFL) continue;
    struct sigaction action {};
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO;
    ::sigaction(signal, &action, nullptr);
  }
}

}  // namespace
}  // namespace heaplab::shim
