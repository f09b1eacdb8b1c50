#include "sandbox/guardian.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "support/error.hpp"

namespace heaplab::sandbox {
namespace {

constexpr char dismissed = 'd';

[[noreturn]] void watch(int owner, const std::function<void()>& on_death) {
  ::setsid();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE})
    ::signal(signal, SIG_IGN);
  ::dup2(owner, 0);
  ::close_range(1, ~0u, 0);
  char word = 0;
  ssize_t got;
  do got = ::read(0, &word, 1);
  while (got < 0 && errno == EINTR);
  if (got != 1 || word != dismissed) on_death();
  ::_exit(0);
}

}  // namespace

Guardian::Guardian(const std::function<void()>& on_death) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw GraderError(std::string("cannot make a pipe: ") +
                      std::strerror(errno));
  UniqueFd owner(ends[0]);
  alive_.reset(ends[1]);
  process_ = ::fork();
  if (process_ < 0)
    throw GraderError(std::string("cannot start a process: ") +
                      std::strerror(errno));
  if (process_ == 0) watch(owner.get(), on_death);
}

Guardian::~Guardian() {
  while (::write(alive_.get(), &dismissed, 1) < 0 && errno == EINTR) {
  }
  alive_.reset();
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace heaplab::sandbox
