#include "record/preload/log.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>

namespace heaplab::record {
namespace {

constexpr std::size_t chunk_events = 1 << 17;
constexpr std::size_t chunk_bytes = chunk_events * sizeof(Event);
static_assert(chunk_bytes % header_bytes == 0,
              "every chunk of events begins on a page");

// The file stays closed between chunks, because programs close descriptors
// that they do not know. constinit: the first call comes before constructors.
struct Log {
  bool open = false;
  bool children = false;
  std::uint32_t recorded_process = 0;
  std::uint32_t threads = 0;
  std::uint64_t event_limit = 0;
  LogHeader* header = nullptr;
  Event* chunk = nullptr;
  char program[sizeof LogHeader::program] = {};
  char folder[PATH_MAX] = {};
  char path[PATH_MAX + 32] = {};
};
constinit Log log_;
constinit pthread_mutex_t mutex_ = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
[[gnu::tls_model(
    "initial-exec")]] constinit thread_local std::uint32_t thread_ = 0;

class KeepErrno {
 public:
  KeepErrno() : saved_(errno) {}
  ~KeepErrno() { errno = saved_; }
  KeepErrno(const KeepErrno&) = delete;
  KeepErrno& operator=(const KeepErrno&) = delete;

 private:
  int saved_;
};

// System calls without the C library's wrappers: those of open and close are
// places where a thread can be cancelled, with the lock in its hand.
int open_file(const char* path, int flags) {
  return static_cast<int>(
      ::syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0600));
}

// The disk space is taken here: a full disk is then an error to handle, and
// not a SIGBUS in the program when it next allocates.
bool reserve(int fd, std::uint64_t offset, std::size_t bytes) {
  if (::syscall(SYS_fallocate, fd, 0, offset, bytes) == 0) return true;
  return errno == EOPNOTSUPP &&
         ::syscall(SYS_ftruncate, fd, offset + bytes) == 0;
}

void* map_part(int flags, std::uint64_t offset, std::size_t bytes) {
  const int fd = open_file(log_.path, O_RDWR | flags);
  if (fd < 0) return nullptr;
  void* part = MAP_FAILED;
  if (reserve(fd, offset, bytes)) {
    part = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
                  static_cast<off_t>(offset));
  }
  ::syscall(SYS_close, fd);
  return part == MAP_FAILED ? nullptr : part;
}

std::uint64_t parse_number(const char*& text) {
  std::uint64_t number = 0;
  while (*text >= '0' && *text <= '9') {
    number = number * 10 + static_cast<std::uint64_t>(*text++ - '0');
  }
  if (*text == ':') ++text;
  return number;
}

char* put_number(char* to, std::uint32_t number) {
  if (number >= 10) to = put_number(to, number / 10);
  *to = static_cast<char>('0' + number % 10);
  return to + 1;
}

void name_log(std::uint32_t process, std::uint32_t image) {
  char* end = stpcpy(log_.path, log_.folder);
  *end++ = '/';
  end = put_number(end, process);
  *end++ = '.';
  *put_number(end, image) = '\0';
}

void name_program(const char* path) {
  const char* slash = std::strrchr(path, '/');
  std::strncpy(log_.program, slash == nullptr ? path : slash + 1,
               sizeof log_.program - 1);
}

void* create_log(std::uint32_t process, std::uint32_t& image) {
  for (image = 0;; ++image) {
    name_log(process, image);
    void* header = map_part(O_CREAT | O_EXCL, 0, header_bytes);
    if (header != nullptr || errno != EEXIST) return header;
  }
}

void open_log() {
  const auto process = static_cast<std::uint32_t>(::getpid());
  std::uint32_t image = 0;
  void* header = create_log(process, image);
  if (header == nullptr) return;
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  log_.header = static_cast<LogHeader*>(header);
  log_.header->started_ns =
      static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000 +
      static_cast<std::uint64_t>(now.tv_nsec);
  log_.header->process = process;
  log_.header->image = image;
  std::memcpy(log_.header->program, log_.program, sizeof log_.program);
  log_.header->magic = log_magic;
  log_.open = log_.children || process == log_.recorded_process;
}

// Maps the chunk for the event of number `index`, the first of its chunk.
bool next_chunk(std::uint64_t index) {
  if (log_.chunk != nullptr) ::munmap(log_.chunk, chunk_bytes);
  log_.chunk = nullptr;
  if (index < log_.event_limit) {
    log_.chunk = static_cast<Event*>(
        map_part(0, header_bytes + index * sizeof(Event), chunk_bytes));
  }
  return log_.chunk != nullptr;
}

void before_fork() { ::pthread_mutex_lock(&mutex_); }
void after_fork_in_parent() { ::pthread_mutex_unlock(&mutex_); }

// The child's mappings are its parent's log: it must let go of them.
void after_fork_in_child() {
  KeepErrno keep;
  mutex_ = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
  if (log_.header != nullptr) ::munmap(log_.header, header_bytes);
  if (log_.chunk != nullptr) ::munmap(log_.chunk, chunk_bytes);
  log_.header = nullptr;
  log_.chunk = nullptr;
  log_.open = false;
  log_.threads = 0;
  thread_ = 0;
  open_log();
}

}  // namespace

void start_log(const char* program, const char* settings) {
  KeepErrno keep;
  if (settings == nullptr) return;
  name_program(program);
  log_.recorded_process = static_cast<std::uint32_t>(parse_number(settings));
  log_.children = parse_number(settings) != 0;
  log_.event_limit = parse_number(settings);
  if (std::strlen(settings) >= sizeof log_.folder) return;
  ::strcpy(log_.folder, settings);
  ::pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
  open_log();
}

bool log_is_open() { return __atomic_load_n(&log_.open, __ATOMIC_RELAXED); }

LogHeader* log_header() { return log_.header; }

LogLock::LogLock() { ::pthread_mutex_lock(&mutex_); }
LogLock::~LogLock() { ::pthread_mutex_unlock(&mutex_); }

void append(Event event) {
  if (!log_.open) return;
  KeepErrno keep;
  const std::uint64_t index = log_.header->events;
  if (index % chunk_events == 0 && !next_chunk(index)) {
    log_.header->cut = 1;
    __atomic_store_n(&log_.open, false, __ATOMIC_RELAXED);
    return;
  }
  if (thread_ == 0) thread_ = ++log_.threads;
  event.thread = thread_;
  log_.chunk[index % chunk_events] = event;
  // After the event: a program killed here leaves whole events only.
  __atomic_store_n(&log_.header->events, index + 1, __ATOMIC_RELEASE);
}

}  // namespace heaplab::record
