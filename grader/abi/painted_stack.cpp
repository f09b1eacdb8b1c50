#include "abi/painted_stack.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "abi/values.hpp"

namespace heaplab::abi {
namespace {

constexpr std::size_t low_guard = std::size_t{1} << 20;

std::size_t page_bytes() {
  static const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return bytes;
}

std::size_t whole_pages(std::size_t bytes) {
  return (bytes + page_bytes() - 1) / page_bytes() * page_bytes();
}

std::uint64_t& word(std::uint64_t address) {
  return *reinterpret_cast<std::uint64_t*>(address);
}

[[noreturn]] void no_memory() {
  std::perror("the register checker cannot map a stack");
  std::_Exit(3);
}

}  // namespace

std::uint64_t no_address(std::uint64_t bits) {
  constexpr std::uint64_t set = (1ULL << 62) | (1ULL << 54);
  constexpr std::uint64_t clear = (1ULL << 63) | (1ULL << 55);
  return (bits | set) & ~clear;
}

void PaintedStack::map(std::size_t bytes, std::size_t above,
                       std::size_t behind_guard) {
  const std::size_t page = page_bytes();
  const std::size_t usable = whole_pages(bytes + above);
  const std::size_t behind = whole_pages(behind_guard);
  const std::size_t guard = behind == 0 ? low_guard : page;
  const std::size_t total = page + behind + guard + usable + page;
  if (total != mapped_ || behind != behind_) {
    if (mapping_ != 0) munmap(reinterpret_cast<void*>(mapping_), mapped_);
    void* place = mmap(nullptr, total, PROT_NONE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (place == MAP_FAILED) no_memory();
    mapping_ = reinterpret_cast<std::uint64_t>(place);
    mapped_ = total;
    behind_ = behind;
    constexpr int open = PROT_READ | PROT_WRITE;
    auto* start = static_cast<char*>(place);
    if ((behind != 0 && mprotect(start + page, behind, open) != 0) ||
        mprotect(start + page + behind + guard, usable, open) != 0) {
      no_memory();
    }
  }
  guard_ = mapping_ + page + behind;
  low_ = guard_ + guard;
  high_ = low_ + usable;
}

void PaintedStack::prepare(std::size_t bytes, std::size_t above,
                           std::size_t behind_guard) {
  map(bytes, above, behind_guard);
  entry_ = low_ + bytes;
  key_ = random_sentinel();
  lowest_destroyed_ = entry_;
  fill(guard_ - behind_, guard_);
  fill(low_, high_);
}

bool PaintedStack::contains(std::uint64_t address) const {
  return address >= low_ && address < high_;
}

bool PaintedStack::in_guard(std::uint64_t address) const {
  return address >= guard_ && address < low_;
}

bool PaintedStack::above_high(std::uint64_t address) const {
  return address >= high_ && address < high_ + page_bytes();
}

std::uint64_t PaintedStack::paint(std::uint64_t address) const {
  return no_address(key_ ^ (address * 0x9e3779b97f4a7c15));
}

void PaintedStack::fill(std::uint64_t from, std::uint64_t to) const {
  for (std::uint64_t at = from; at < to; at += 8) word(at) = paint(at);
}

std::uint64_t PaintedStack::first_written(std::uint64_t from,
                                          std::uint64_t to) const {
  std::uint64_t at = from;
  while (at < to && word(at) == paint(at)) at += 8;
  return at;
}

std::uint64_t PaintedStack::lowest_written() const {
  return std::min(lowest_destroyed_, first_written(low_, entry_));
}

void PaintedStack::destroy_below(std::uint64_t address) {
  if (!contains(address)) return;
  const std::uint64_t end = address / 8 * 8;
  const std::uint64_t from = end - std::min<std::uint64_t>(4096, end - low_);
  lowest_destroyed_ = std::min(lowest_destroyed_, first_written(from, end));
  fill(from, end);
}

bool PaintedStack::written_behind_guard() const {
  return first_written(guard_ - behind_, guard_) != guard_;
}

bool PaintedStack::is_untouched(std::uint64_t address) const {
  return address >= low_ && address < entry_ && word(address) == paint(address);
}

bool PaintedStack::painted_anywhere(std::uint64_t value) const {
  for (std::uint64_t at = low_; at < entry_; at += 8) {
    if (paint(at) == value) return true;
  }
  return false;
}

}  // namespace heaplab::abi
