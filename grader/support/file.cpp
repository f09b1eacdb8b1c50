#include "support/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "support/error.hpp"
#include "support/unique_fd.hpp"

namespace heaplab {
namespace {

[[noreturn]] void fail(const char* doing, const std::filesystem::path& path) {
  throw InputError(fmt::format("{}: cannot {}: {}", path.string(), doing,
                               std::strerror(errno)));
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) fail("open it for reading", path);
  std::string content;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(fd.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read it", path);
    if (got == 0) return content;
    content.append(buffer, static_cast<std::size_t>(got));
  }
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  std::string temporary = path.string() + ".XXXXXX";
  UniqueFd fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd) fail("create a file beside it", path);
  while (!content.empty()) {
    const ssize_t put = ::write(fd.get(), content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      ::unlink(temporary.c_str());
      fail("write it", path);
    }
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  ::fchmod(fd.get(), 0644);
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    ::unlink(temporary.c_str());
    fail("put it in place", path);
  }
}

}  // namespace heaplab
