// Landlock: a process gives up its access to files, and from ABI 4 on to TCP,
// from ABI 6 on to signals and abstract sockets of others.
// Source: landlock(7), Documentation/userspace-api/landlock.rst of Linux.
#pragma once

#include <filesystem>
#include <vector>

namespace heaplab::sandbox {

// The ABI version of the running kernel; 0 where Landlock is not available.
int landlock_abi();

struct LandlockAccess {
  std::vector<std::filesystem::path> readable;  // read and execute, whole trees
  std::vector<std::filesystem::path> writable;  // everything, whole trees
};

// Restricts this process, and its later children, for good. Paths that do not
// exist are left out. Returns false where the kernel has no Landlock or
// refuses. Needs no_new_privs (sets it).
bool landlock_restrict(const LandlockAccess& access);

}  // namespace heaplab::sandbox
