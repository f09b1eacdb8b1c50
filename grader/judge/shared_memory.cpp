#include "judge/shared_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "support/error.hpp"

namespace heaplab::judge {
namespace {

#ifndef F_SEAL_FUTURE_WRITE
constexpr int F_SEAL_FUTURE_WRITE = 0x0010;  // Linux 5.1
#endif

constexpr std::uint64_t candidates[] = {0x2000'0000'0000, 0x20'0000'0000};
constexpr std::uint64_t spacing = std::uint64_t{4} << 30;
constexpr unsigned tries = 64;

[[noreturn]] void fail(const char* doing) {
  throw GraderError(std::string("cannot ") + doing + ": " +
                    std::strerror(errno));
}

bool is_free(std::uint64_t address, std::size_t bytes) {
  void* wanted = reinterpret_cast<void*>(address);
  void* place = ::mmap(
      wanted, bytes, PROT_NONE,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (place == MAP_FAILED) return false;
  ::munmap(place, bytes);
  return place == wanted;
}

}  // namespace

SharedMemory::SharedMemory(const char* name, std::size_t bytes,
                           std::uint64_t address)
    : fd_(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING)),
      bytes_(bytes) {
  if (!fd_) fail("make shared memory");
  if (::ftruncate(fd_.get(), static_cast<off_t>(bytes)) != 0)
    fail("size shared memory");
  if (::fcntl(fd_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) != 0)
    fail("seal shared memory");
  void* place =
      ::mmap(reinterpret_cast<void*>(address), bytes, PROT_READ | PROT_WRITE,
             MAP_SHARED | (address ? MAP_FIXED_NOREPLACE : 0), fd_.get(), 0);
  if (place == MAP_FAILED) fail("map shared memory");
  data_ = static_cast<std::byte*>(place);
}

SharedMemory::~SharedMemory() { ::munmap(data_, bytes_); }

void SharedMemory::seal_against_writers() {
  // Before Linux 5.1 the player's read-only mapping is the only guard.
  ::fcntl(fd_.get(), F_ADD_SEALS, F_SEAL_FUTURE_WRITE);
}

std::size_t SharedMemory::resident_bytes() const {
  struct stat status {};
  if (::fstat(fd_.get(), &status) != 0) fail("measure shared memory");
  return static_cast<std::size_t>(status.st_blocks) * 512;
}

std::size_t SharedMemory::first_page(std::size_t begin) const {
  const off_t found = ::lseek(fd_.get(), static_cast<off_t>(begin), SEEK_DATA);
  if (found >= 0) return static_cast<std::size_t>(found);
  if (errno != ENXIO) fail("measure shared memory");
  return bytes_;
}

std::size_t SharedMemory::first_hole(std::size_t begin) const {
  const off_t found = ::lseek(fd_.get(), static_cast<off_t>(begin), SEEK_HOLE);
  if (found >= 0) return static_cast<std::size_t>(found);
  if (errno != ENXIO) fail("measure shared memory");
  return bytes_;
}

void SharedMemory::discard(std::size_t begin, std::size_t end) {
  if (begin >= end) return;
  ::fallocate(fd_.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
              static_cast<off_t>(begin), static_cast<off_t>(end - begin));
}

std::uint64_t find_heap_address(std::size_t bytes) {
  const std::uint64_t step = (bytes + spacing - 1) / spacing * spacing;
  for (const std::uint64_t first : candidates)
    for (unsigned k = 0; k < tries; ++k)
      if (is_free(first + k * step, bytes)) return first + k * step;
  return 0;
}

std::uint64_t free_heap_address(std::size_t bytes) {
  const std::uint64_t address = find_heap_address(bytes);
  if (address != 0) return address;
  throw GraderError("no free address range for a heap of " +
                    std::to_string(bytes) + " bytes");
}

}  // namespace heaplab::judge
