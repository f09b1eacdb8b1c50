#include "sandbox/player_filter.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <memory>

// The library's SCMP_A0 and its like leave the last field out.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace heaplab::sandbox {
namespace {

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

Filter make_filter() {
  return Filter(seccomp_init(SCMP_ACT_TRAP), &seccomp_release);
}

template <typename... Comparison>
bool allow(const Filter& filter, int call, Comparison... comparison) {
  return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call,
                          sizeof...(comparison), comparison...) == 0;
}

// Both stages: hand-over with the judge, output, time, leaving, aborting.
bool allow_running(const Filter& filter) {
  const auto self = static_cast<scmp_datum_t>(::getpid());
  return allow(filter, SCMP_SYS(futex)) &&
         allow(filter, SCMP_SYS(sched_yield)) &&
         allow(filter, SCMP_SYS(exit)) &&
         allow(filter, SCMP_SYS(rt_sigreturn)) &&
         allow(filter, SCMP_SYS(rt_sigprocmask)) &&
         allow(filter, SCMP_SYS(clock_gettime)) &&
         allow(filter, SCMP_SYS(restart_syscall)) &&
         allow(filter, SCMP_SYS(getpid)) && allow(filter, SCMP_SYS(gettid)) &&
         allow(filter, SCMP_SYS(write), SCMP_A0(SCMP_CMP_EQ, 1)) &&
         allow(filter, SCMP_SYS(write), SCMP_A0(SCMP_CMP_EQ, 2)) &&
         allow(filter, SCMP_SYS(writev), SCMP_A0(SCMP_CMP_EQ, 1)) &&
         allow(filter, SCMP_SYS(writev), SCMP_A0(SCMP_CMP_EQ, 2)) &&
         allow(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, self),
               SCMP_A2(SCMP_CMP_EQ, SIGABRT));
}

bool allow_loading(const Filter& filter, int object_fd) {
  const auto object = static_cast<scmp_datum_t>(object_fd);
  const auto no_file = static_cast<scmp_datum_t>(0xffffffffu);
  // Code comes from the object alone: the player's own stays as it is.
  const auto no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  // Private mappings only: shared ones would not count as the player's own.
  const auto private_mapping =
      SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_TYPE, MAP_PRIVATE);
  return allow(filter, SCMP_SYS(read), SCMP_A0(SCMP_CMP_EQ, object)) &&
         allow(filter, SCMP_SYS(pread64), SCMP_A0(SCMP_CMP_EQ, object)) &&
         allow(filter, SCMP_SYS(fstat), SCMP_A0(SCMP_CMP_EQ, object)) &&
         allow(filter, SCMP_SYS(close), SCMP_A0(SCMP_CMP_EQ, object)) &&
         allow(filter, SCMP_SYS(mmap), private_mapping,
               SCMP_A4(SCMP_CMP_MASKED_EQ, 0xffffffffu, object)) &&
         allow(filter, SCMP_SYS(mmap), private_mapping, no_code,
               SCMP_A4(SCMP_CMP_MASKED_EQ, 0xffffffffu, no_file)) &&
         allow(filter, SCMP_SYS(mprotect), no_code) &&
         allow(filter, SCMP_SYS(munmap)) && allow(filter, SCMP_SYS(brk)) &&
         allow(filter, SCMP_SYS(madvise)) &&
         // To lay the second filter.
         allow(filter, SCMP_SYS(seccomp)) &&
         allow(filter, SCMP_SYS(prctl),
               SCMP_A0(SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS)) &&
         allow(filter, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
}

}  // namespace

bool filter_loading(int object_fd) {
  const Filter filter = make_filter();
  return filter && allow_running(filter) && allow_loading(filter, object_fd) &&
         seccomp_load(filter.get()) == 0;
}

bool filter_running() {
  const Filter filter = make_filter();
  return filter && allow_running(filter) && seccomp_load(filter.get()) == 0;
}

}  // namespace heaplab::sandbox
