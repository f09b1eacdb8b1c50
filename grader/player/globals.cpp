#include "player/globals.hpp"

#include <link.h>

#include <algorithm>
#include <cstring>

namespace heaplab::player {
namespace {

constexpr std::size_t largest_copy = 16 << 10;

struct Found {
  std::uint64_t address;
  std::uint64_t begin = 0, end = 0;              // of everything loaded
  std::uint64_t writable = 0, writable_end = 0;  // without what is relocated
};                                               // read-only afterwards

int look(dl_phdr_info* info, std::size_t, void* data) {
  auto& found = *static_cast<Found*>(data);
  Found candidate{.address = found.address, .begin = ~0ull};
  std::uint64_t relro_end = 0;
  for (int k = 0; k < info->dlpi_phnum; ++k) {
    const auto& segment = info->dlpi_phdr[k];
    const std::uint64_t begin = info->dlpi_addr + segment.p_vaddr;
    const std::uint64_t end = begin + segment.p_memsz;
    if (segment.p_type == PT_GNU_RELRO) relro_end = end;
    if (segment.p_type != PT_LOAD) continue;
    candidate.begin = std::min(candidate.begin, begin);
    candidate.end = std::max(candidate.end, end);
    if (segment.p_flags & PF_W) {
      candidate.writable = begin;
      candidate.writable_end = end;
    }
  }
  if (found.address < candidate.begin || found.address >= candidate.end)
    return 0;
  candidate.writable = std::max(candidate.writable, relro_end);
  found = candidate;
  return 1;
}

}  // namespace

Globals::Globals(const void* address) {
  Found found{.address = reinterpret_cast<std::uint64_t>(address)};
  if (::dl_iterate_phdr(look, &found) == 0) return;
  load_begin_ = found.begin;
  load_end_ = found.end;
  const std::uint64_t bytes = found.writable_end > found.writable
                                  ? found.writable_end - found.writable
                                  : 0;
  if (bytes == 0 || bytes > largest_copy) return;
  place_ = reinterpret_cast<std::byte*>(found.writable);
  copy_.assign(place_, place_ + bytes);
}

void Globals::restore() const {
  if (!copy_.empty()) std::memcpy(place_, copy_.data(), copy_.size());
}

}  // namespace heaplab::player
