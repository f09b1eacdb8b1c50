#include "sandbox/landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

#include "support/unique_fd.hpp"

namespace heaplab::sandbox {
namespace {

// The structure as of ABI 6; older headers know only its first member. The
// kernel takes any size that it knows.
struct RulesetAttributes {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;
  std::uint64_t scoped;
};

constexpr std::uint64_t access_refer = 1ull << 13;      // ABI 2
constexpr std::uint64_t access_truncate = 1ull << 14;   // ABI 3
constexpr std::uint64_t access_ioctl_dev = 1ull << 15;  // ABI 5
constexpr std::uint64_t access_net = 0x3;  // ABI 4: bind and connect TCP
constexpr std::uint64_t scope_all = 0x3;   // ABI 6: abstract sockets, signals

constexpr std::uint64_t access_read = LANDLOCK_ACCESS_FS_EXECUTE |
                                      LANDLOCK_ACCESS_FS_READ_FILE |
                                      LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t access_file_only =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
    LANDLOCK_ACCESS_FS_WRITE_FILE | access_truncate | access_ioctl_dev;

std::uint64_t all_file_access(int abi) {
  std::uint64_t all = (1ull << 13) - 1;
  if (abi >= 2) all |= access_refer;
  if (abi >= 3) all |= access_truncate;
  if (abi >= 5) all |= access_ioctl_dev;
  return all;
}

std::size_t attribute_bytes(int abi) {
  return abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
}

bool allow(int ruleset, const std::filesystem::path& path,
           std::uint64_t access) {
  UniqueFd fd(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!fd) return true;
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) access &= access_file_only;
  landlock_path_beneath_attr beneath{};
  beneath.allowed_access = access;
  beneath.parent_fd = fd.get();
  return ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH,
                   &beneath, 0) == 0;
}

}  // namespace

int landlock_abi() {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0,
                             LANDLOCK_CREATE_RULESET_VERSION);
  return abi < 0 ? 0 : static_cast<int>(abi);
}

bool landlock_restrict(const LandlockAccess& access) {
  const int abi = landlock_abi();
  if (abi == 0) return false;
  const std::uint64_t all = all_file_access(abi);
  const RulesetAttributes attributes{all, access_net, scope_all};
  UniqueFd ruleset(static_cast<int>(::syscall(
      SYS_landlock_create_ruleset, &attributes, attribute_bytes(abi), 0)));
  if (!ruleset) return false;
  for (const auto& path : access.readable)
    if (!allow(ruleset.get(), path, access_read & all)) return false;
  for (const auto& path : access.writable)
    if (!allow(ruleset.get(), path, all)) return false;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  return ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0;
}

}  // namespace heaplab::sandbox
