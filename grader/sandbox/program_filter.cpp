#include "sandbox/program_filter.hpp"

#include <seccomp.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <iterator>
#include <memory>

namespace heaplab::sandbox {
namespace {

constexpr int refused[] = {SCMP_SYS(socket),
                           SCMP_SYS(kill),
                           SCMP_SYS(pidfd_open),
                           SCMP_SYS(pidfd_send_signal),
                           SCMP_SYS(setsid),
                           SCMP_SYS(setpgid),
                           SCMP_SYS(unshare),
                           SCMP_SYS(setns),
                           SCMP_SYS(mount),
                           SCMP_SYS(ptrace),
                           SCMP_SYS(process_vm_readv),
                           SCMP_SYS(process_vm_writev),
                           SCMP_SYS(io_uring_setup)};

constexpr int gated[] = {SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone),
                         SCMP_SYS(clone3)};

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

template <typename Calls>
bool add_all(const Filter& filter, std::uint32_t action, const Calls& calls) {
  return std::all_of(std::begin(calls), std::end(calls), [&](int call) {
    return seccomp_rule_add(filter.get(), action, call, 0) == 0;
  });
}

ProgramFilter load(bool gate) {
  const Filter filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
  if (!add_all(filter, SCMP_ACT_ERRNO(EPERM), refused)) return {};
  if (gate && !add_all(filter, SCMP_ACT_NOTIFY, gated)) return {};
  if (seccomp_load(filter.get()) != 0) return {};
  return {true, gate ? ::dup(seccomp_notify_fd(filter.get())) : -1};
}

}  // namespace

ProgramFilter filter_program(bool gate) {
  const ProgramFilter gated_filter = gate ? load(true) : ProgramFilter{};
  return gated_filter.loaded ? gated_filter : load(false);
}

}  // namespace heaplab::sandbox
