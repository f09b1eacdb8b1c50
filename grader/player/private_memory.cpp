#include "player/private_memory.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "heaplab/heap.hpp"

namespace heaplab::player {
namespace {

// Pages that an allocator gives back by madvise(2) show in no cheap account.
constexpr unsigned calls_between_looks = 64;

std::uint64_t page_faults() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_minflt);
}

// The number behind `key` in a file of /proc, 0 where there is none.
std::uint64_t number_after(int fd, const char* key) {
  char text[2048];
  const ssize_t bytes = ::pread(fd, text, sizeof text - 1, 0);
  if (bytes <= 0) return 0;
  text[bytes] = '\0';
  const char* found = std::strstr(text, key);
  return found ? std::strtoull(found + std::strlen(key), nullptr, 10) : 0;
}

}  // namespace

PrivateMemory::PrivateMemory()
    : exact_(::open("/proc/self/smaps_rollup", O_RDONLY | O_CLOEXEC)),
      sizes_(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC)) {}

std::uint64_t PrivateMemory::exact_bytes() const {
  return number_after(exact_.get(), "Anonymous:") * 1024;
}

std::uint64_t PrivateMemory::address_space_pages() const {
  return number_after(sizes_.get(), "");
}

std::uint64_t PrivateMemory::bytes() {
  const std::uint64_t pages = address_space_pages();
  const bool shrunk = pages < pages_;
  pages_ = pages;
  if (shrunk || ++calls_ >= calls_between_looks) {
    calls_ = 0;
    looked_bytes_ = exact_bytes();
    looked_faults_ = page_faults();
  }
  return looked_bytes_ + (page_faults() - looked_faults_) * page_bytes;
}

}  // namespace heaplab::player
