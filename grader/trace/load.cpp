#include "trace/load.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "support/error.hpp"
#include "support/unique_fd.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path,
                       std::string_view found, std::string_view next) {
  throw InputError(fmt::format("{}: expected a trace file, {}; {}",
                               printable(path.string()), found, next));
}

[[noreturn]] void fail_with_errno(const std::filesystem::path& path) {
  const std::string_view next = errno == ENOENT
                                    ? "check the name of the file"
                                    : "check that you may read the file";
  fail(path, fmt::format("but cannot read it: {}", std::strerror(errno)), next);
}

[[noreturn]] void fail_too_large(const std::filesystem::path& path,
                                 std::string_view found) {
  fail(path,
       fmt::format("found {} where at most {} bytes (256 MiB) are read", found,
                   largest_file_bytes),
       "is this a trace? keep the beginning of it, or record fewer operations");
}

void require_readable_size(const std::filesystem::path& path, int fd) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) fail_with_errno(path);
  if (S_ISDIR(status.st_mode)) {
    fail(path, "found a folder", "name one of the files in it");
  }
  if (S_ISREG(status.st_mode) &&
      static_cast<std::uint64_t>(status.st_size) > largest_file_bytes) {
    fail_too_large(path, fmt::format("{} bytes", status.st_size));
  }
}

// Appends what one read gives; false at the end.
bool read_some(const std::filesystem::path& path, int fd,
               std::string& content) {
  char buffer[1 << 16];
  ssize_t got = 0;
  do {
    got = ::read(fd, buffer, sizeof buffer);
  } while (got < 0 && errno == EINTR);
  if (got < 0) fail_with_errno(path);
  content.append(buffer, static_cast<std::size_t>(got));
  return got > 0;
}

}  // namespace

std::string load_file(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) fail_with_errno(path);
  require_readable_size(path, fd.get());
  std::string content;
  while (read_some(path, fd.get(), content)) {
    if (content.size() > largest_file_bytes) {
      fail_too_large(path, "more");
    }
  }
  return content;
}

}  // namespace heaplab::trace
