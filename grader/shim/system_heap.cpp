#include "shim/system_heap.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "shim/message.hpp"

namespace heaplab::shim {
namespace {

constexpr std::size_t least_reserved_bytes = std::size_t{1} << 24;
// The heap becomes usable in steps of this, to save system calls. It is
// addresses only: a page costs memory when it is touched.
constexpr std::size_t commit_bytes = std::size_t{1} << 20;
constexpr std::size_t most_mapped_bytes = std::size_t{1} << 46;

class KeepErrno {
 public:
  KeepErrno() : error_(errno) {}
  ~KeepErrno() { errno = error_; }
  KeepErrno(const KeepErrno&) = delete;
  KeepErrno& operator=(const KeepErrno&) = delete;

 private:
  int error_;
};

std::byte* rounded_up(std::byte* address, std::size_t unit) {
  const auto number = reinterpret_cast<std::uintptr_t>(address);
  return address + ((0 - number) & (unit - 1));
}

bool are_pages(const void* address, std::size_t bytes) {
  return reinterpret_cast<std::uintptr_t>(address) % page_bytes == 0 &&
         bytes % page_bytes == 0 && bytes != 0;
}

}  // namespace

bool SystemHeap::reserve(std::size_t most_bytes) {
  const KeepErrno keep;
  for (std::size_t bytes = most_bytes; bytes >= least_reserved_bytes;
       bytes /= 2) {
    void* const place =
        ::mmap(nullptr, bytes, PROT_NONE,
               MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (place == MAP_FAILED) continue;
    begin_ = end_ = committed_ = static_cast<std::byte*>(place);
    limit_ = bytes;
    return true;
  }
  return false;
}

bool SystemHeap::commit(std::byte* end) {
  if (end <= committed_) return true;
  std::byte* const last =
      std::min(rounded_up(end, commit_bytes), begin_ + limit_);
  const auto bytes = static_cast<std::size_t>(last - committed_);
  if (::mprotect(committed_, bytes, PROT_READ | PROT_WRITE) != 0) return false;
  committed_ = last;
  return true;
}

void* SystemHeap::grow(std::size_t bytes) {
  const KeepErrno keep;
  if (bytes > limit_ - size() || !commit(end_ + bytes)) return nullptr;
  std::byte* const first = end_;
  end_ += bytes;
  return first;
}

void SystemHeap::shrink(std::size_t bytes) {
  const KeepErrno keep;
  if (bytes > size()) {
    give_up("the allocator gave more bytes back by shrink() than its heap has");
  }
  std::byte* const unused = rounded_up(end_ - bytes, page_bytes);
  std::byte* const used = rounded_up(end_, page_bytes);
  end_ -= bytes;
  if (unused == used) return;
  ::madvise(unused, static_cast<std::size_t>(used - unused), MADV_DONTNEED);
}

std::size_t SystemHeap::mapped_limit() const { return most_mapped_bytes; }

void* SystemHeap::map(std::size_t bytes) {
  const KeepErrno keep;
  if (!are_pages(nullptr, bytes)) {
    give_up("the allocator asked map() for a size that is no number of pages");
  }
  if (bytes > most_mapped_bytes - mapped_bytes_) return nullptr;
  void* const place = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return nullptr;
  mapped_bytes_ += bytes;
  return place;
}

void SystemHeap::unmap(void* address, std::size_t bytes) {
  const KeepErrno keep;
  if (!are_pages(address, bytes) || bytes > mapped_bytes_ ||
      ::munmap(address, bytes) != 0) {
    give_up("the allocator gave unmap() a range that is no mapping");
  }
  mapped_bytes_ -= bytes;
}

void* SystemHeap::remap(void* address, std::size_t bytes,
                        std::size_t new_bytes) {
  const KeepErrno keep;
  if (!are_pages(address, bytes) || !are_pages(address, new_bytes) ||
      bytes > mapped_bytes_) {
    give_up("the allocator gave remap() a range that is no mapping");
  }
  if (new_bytes > bytes &&
      new_bytes - bytes > most_mapped_bytes - mapped_bytes_) {
    return nullptr;
  }
  void* const place = ::mremap(address, bytes, new_bytes, MREMAP_MAYMOVE);
  if (place == MAP_FAILED) return nullptr;
  mapped_bytes_ += new_bytes - bytes;  // wraps around when it is less
  return place;
}

}  // namespace heaplab::shim
