#include "judge/untouched_stack.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "player/protocol.hpp"

namespace heaplab::judge {
namespace {

constexpr std::size_t chunk_bytes = 4096;

std::array<std::byte, chunk_bytes> make_junk() {
  std::array<std::byte, chunk_bytes> junk;
  junk.fill(static_cast<std::byte>(player::junk_byte));
  return junk;
}

// The first byte of [begin, end) that is no junk, or `end`.
std::uint64_t first_without_junk(const std::byte* heap, std::uint64_t begin,
                                 std::uint64_t end) {
  static const auto junk = make_junk();
  for (std::uint64_t at = begin; at < end; at += chunk_bytes) {
    const std::uint64_t bytes = std::min<std::uint64_t>(chunk_bytes, end - at);
    if (std::memcmp(heap + at, junk.data(), bytes) == 0) continue;
    return static_cast<std::uint64_t>(
        std::mismatch(heap + at, heap + at + bytes, junk.begin()).first - heap);
  }
  return end;
}

}  // namespace

std::uint64_t UntouchedStack::first_touched(std::uint64_t end) const {
  const std::byte* bytes = heap.data();
  if (top - limit <= 2 * player::most_junk_bytes)
    return first_without_junk(bytes, limit, end);
  const std::uint64_t low_end = limit + player::most_junk_bytes;
  const std::uint64_t high_begin = top - player::most_junk_bytes;
  const std::uint64_t low =
      first_without_junk(bytes, limit, std::min(low_end, end));
  if (low < low_end || end <= low_end) return low;
  const std::uint64_t page = heap.first_page(whole_pages(low_end));
  if (page < std::min(high_begin, end)) return page;
  if (end <= high_begin) return end;
  return first_without_junk(bytes, high_begin, end);
}

}  // namespace heaplab::judge
