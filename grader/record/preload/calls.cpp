// What a program built with -finstrument-functions calls at the beginning and
// at the end of each function, in place of the C library's functions that do
// nothing.
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "record/preload/log.hpp"
#include "record/preload/shadow_stack.hpp"

#define HEAPLAB_EXPORT [[gnu::visibility("default")]]

// std::uncaught_exceptions() of the program's C++ library, if it has one.
extern "C" [[gnu::weak]] int _ZSt19uncaught_exceptionsv();

namespace heaplab::record {
namespace {

enum class Thread : std::uint8_t { unknown, main, other };

constinit ShadowStack stack_;
[[gnu::tls_model("initial-exec")]] constinit thread_local Thread thread_ =
    Thread::unknown;
// A signal handler that runs in the middle of a hook is not seen.
[[gnu::tls_model("initial-exec")]] constinit thread_local bool busy_ = false;

void after_fork_in_child() {
  thread_ = Thread::unknown;
  busy_ = false;
  stack_.forget();
}

// The program's arguments stand above all frames of the main thread.
void watch_main_stack(std::uint64_t top) {
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 34;
  rlimit limit{};
  std::uint64_t bytes = most_bytes;
  if (::getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < most_bytes) {
    bytes = limit.rlim_cur;
  }
  stack_.start(top - bytes, top);
}

[[gnu::constructor]] void start(int count, char** arguments,
                                char** environment) {
  constexpr std::size_t length = sizeof settings_variable - 1;
  for (char** entry = environment; *entry != nullptr; ++entry) {
    if (std::strncmp(*entry, settings_variable, length) == 0 &&
        (*entry)[length] == '=') {
      watch_main_stack(reinterpret_cast<std::uint64_t>(arguments));
      start_log(count > 0 ? arguments[0] : "", *entry + length + 1);
      ::pthread_atfork(nullptr, nullptr, after_fork_in_child);
      return;
    }
  }
}

// Says once of each other thread that it was there.
bool is_main_thread() {
  if (thread_ != Thread::unknown) return thread_ == Thread::main;
  const bool main = ::syscall(SYS_gettid) == ::getpid();
  thread_ = main ? Thread::main : Thread::other;
  if (!main && log_header() != nullptr) {
    __atomic_fetch_add(&log_header()->other_threads, 1, __ATOMIC_RELAXED);
  }
  return main;
}

bool may_begin() { return log_is_open() && is_main_thread() && !busy_; }

unsigned exceptions() {
  if (_ZSt19uncaught_exceptionsv == nullptr) return 0;
  return static_cast<unsigned>(_ZSt19uncaught_exceptionsv());
}

template <typename Tell>
void while_busy(Tell tell) {
  const int saved = errno;
  busy_ = true;
  tell();
  busy_ = false;
  errno = saved;
}

}  // namespace
}  // namespace heaplab::record

using namespace heaplab::record;

// The stack pointer of the function that calls the hook, before it does, and
// the frame pointer that it had: the hook's own frame holds it.
#ifdef __x86_64__
#define HEAPLAB_CALLER_SP \
  (reinterpret_cast<std::uint64_t>(__builtin_frame_address(0)) + 16)
#else
#define HEAPLAB_CALLER_SP reinterpret_cast<std::uint64_t>(__builtin_dwarf_cfa())
#endif
#define HEAPLAB_CALLER_FP \
  (*static_cast<const std::uint64_t*>(__builtin_frame_address(0)))
#define HEAPLAB_PLACE                                                  \
  Place {                                                              \
    reinterpret_cast<std::uint64_t>(function),                         \
        reinterpret_cast<std::uint64_t>(call_site), HEAPLAB_CALLER_SP, \
        HEAPLAB_CALLER_FP, exceptions()                                \
  }

extern "C" {

HEAPLAB_EXPORT void __cyg_profile_func_enter(void* function, void* call_site) {
  if (!may_begin()) return;
  const Place place = HEAPLAB_PLACE;
  while_busy([&] { stack_.enter(place); });
}

HEAPLAB_EXPORT void __cyg_profile_func_exit(void* function, void* call_site) {
  if (!may_begin()) return;
  const Place place = HEAPLAB_PLACE;
  while_busy([&] { stack_.exit(place); });
}

}  // extern "C"
