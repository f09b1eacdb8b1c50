// Whole pages of memory, and what the kernel says of them.
#pragma once

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

inline const std::size_t page_bytes =
    static_cast<std::size_t>(sysconf(_SC_PAGESIZE));

// New pages that no file stands behind. Ordinary ones: a kernel that gives
// huge pages would give 512 at one touch.
inline char* new_pages(std::size_t pages) {
  void* memory = mmap(nullptr, pages * page_bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    return nullptr;
  }
  madvise(memory, pages * page_bytes, MADV_NOHUGEPAGE);
  return static_cast<char*>(memory);
}

inline void give_back(char* memory, std::size_t pages) {
  munmap(memory, pages * page_bytes);
}

// How many of these pages have memory now (mincore(2)).
inline std::size_t resident_pages(const void* memory, std::size_t pages) {
  std::vector<unsigned char> resident(pages);
  if (mincore(const_cast<void*>(memory), pages * page_bytes, resident.data()) !=
      0) {
    throw std::runtime_error("mincore refused; are these pages mapped?");
  }
  std::size_t count = 0;
  for (const unsigned char page : resident) {
    count += page & 1u;
  }
  return count;
}

// Page faults of this process so far: those that the kernel served without a
// disk, and those that had to wait for one.
struct Faults {
  long minor = 0, major = 0;
};
inline Faults faults_so_far() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return {usage.ru_minflt, usage.ru_majflt};
}

// A number of /proc/self/status or /proc/meminfo in KiB: "VmRSS", "SwapTotal".
inline long kib_of(const std::string& file, const std::string& key) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(key + ":")) {
      return std::stol(line.substr(key.size() + 1));
    }
  }
  return 0;
}
