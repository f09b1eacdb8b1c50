// A child process that stops before each instruction, by ptrace(2).
#pragma once

#include <elf.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <functional>

class Stepper {
 public:
  using Registers = user_regs_struct;

  // Runs `body` in a child, which must stop itself or call execve; the child
  // then waits for the first step.
  explicit Stepper(const std::function<void()>& body) {
    child_ = fork();
    if (child_ == 0) {
      if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0) {
        body();
      }
      _exit(1);
    }
    stopped_ = child_ > 0 && wait_for_stop();
  }
  Stepper(const Stepper&) = delete;
  Stepper& operator=(const Stepper&) = delete;
  ~Stepper() {
    if (child_ > 0 && !ended_) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
  }

  // False: the child never stopped, or it has ended.
  bool stopped() const { return stopped_; }
  pid_t child() const { return child_; }

  Registers registers() const {
    Registers all = {};
    iovec place = {&all, sizeof all};
    ptrace(PTRACE_GETREGSET, child_, NT_PRSTATUS, &place);
    return all;
  }

  // One instruction.
  bool step() {
    stopped_ = ptrace(PTRACE_SINGLESTEP, child_, nullptr, nullptr) == 0 &&
               wait_for_stop();
    return stopped_;
  }

  std::uintptr_t word_at(std::uintptr_t address) const {
    return static_cast<std::uintptr_t>(
        ptrace(PTRACE_PEEKDATA, child_, address, nullptr));
  }

  // Runs until just before the instruction at `address`, which for that time
  // is replaced by one that traps. (A debugger's breakpoint is nothing else.)
  bool run_to(std::uintptr_t address) {
    const std::uintptr_t word = word_at(address);
    const std::uintptr_t trapping = (word & ~trap_mask) | trap;
    stopped_ = ptrace(PTRACE_POKEDATA, child_, address, trapping) == 0 &&
               ptrace(PTRACE_CONT, child_, nullptr, nullptr) == 0 &&
               wait_for_stop();
    if (stopped_) {
      ptrace(PTRACE_POKEDATA, child_, address, word);
      set_pc(address);
    }
    return stopped_;
  }

  static std::uintptr_t pc(const Registers& all) {
#if __x86_64__
    return all.rip;
#elif __aarch64__
    return all.pc;
#endif
  }
  static std::uintptr_t sp(const Registers& all) {
#if __x86_64__
    return all.rsp;
#elif __aarch64__
    return all.sp;
#endif
  }
  static std::uintptr_t first_argument(const Registers& all) {
#if __x86_64__
    return all.rdi;
#elif __aarch64__
    return all.regs[0];
#endif
  }

 private:
#if __x86_64__
  static constexpr std::uintptr_t trap = 0xcc, trap_mask = 0xff;  // int3
#elif __aarch64__
  static constexpr std::uintptr_t trap = 0xd4200000,  // brk #0
      trap_mask = 0xffffffff;
#endif

  bool wait_for_stop() {
    int status = 0;
    if (waitpid(child_, &status, 0) != child_ || !WIFSTOPPED(status)) {
      ended_ = true;
      return false;
    }
    return true;
  }

  void set_pc(std::uintptr_t address) {
    Registers all = registers();
#if __x86_64__
    all.rip = address;
#elif __aarch64__
    all.pc = address;
#endif
    iovec place = {&all, sizeof all};
    ptrace(PTRACE_SETREGSET, child_, NT_PRSTATUS, &place);
  }

  pid_t child_ = -1;
  bool stopped_ = false;
  bool ended_ = false;
};
