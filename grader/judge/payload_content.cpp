#include "judge/payload_content.hpp"

#include <algorithm>
#include <cstring>
#include <random>
#include <vector>

#include "judge/pattern.hpp"

namespace heaplab::judge {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t edge = 64 << 10;
constexpr std::uint64_t chosen_pages = 16;

struct Range {
  std::uint64_t begin;
  std::uint64_t end;
};

std::uint64_t secret() {
  static const std::uint64_t number = [] {
    std::random_device random;
    return std::uint64_t{random()} << 32 | random();
  }();
  return number;
}

// Mixes all bits of a number (Stafford, Better Bit Mixing, variant 13).
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

std::uint64_t whole_words(std::uint64_t bytes) { return (bytes + 7) / 8 * 8; }

// What is filled of a payload of `bytes` bytes, by place.
std::vector<Range> filled_ranges(std::uint64_t bytes, std::uint64_t tag) {
  if (bytes <= most_filled_bytes) return {{0, bytes}};
  std::vector<Range> ranges = {{0, edge}};
  const std::uint64_t share = (bytes - 2 * edge) / chosen_pages / 8 * 8;
  for (std::uint64_t k = 0; k < chosen_pages; ++k) {
    const std::uint64_t within =
        mixed(mixed(tag ^ secret()) + k) % (share - page);
    const std::uint64_t begin = edge + k * share + within / 8 * 8;
    ranges.push_back({begin, begin + page});
  }
  ranges.push_back({whole_words(bytes - edge), bytes});
  return ranges;
}

// The first byte of place[begin, end) that is not zero, in pages that exist.
std::optional<std::uint64_t> nonzero_between(const PayloadPlace& place,
                                             std::uint64_t begin,
                                             std::uint64_t end) {
  std::optional<std::uint64_t> found;
  if (begin >= end) return found;
  const auto base =
      static_cast<std::uint64_t>(place.begin - place.memory.data());
  const std::uint64_t first = (base + begin) / page * page;
  place.memory.visit_pages(
      first, base + end, [&](std::uint64_t at, std::uint64_t until) {
        if (found) return;
        const std::uint64_t from = std::max(at, base + begin) - base;
        const std::uint64_t to = std::min(until, base + end) - base;
        if (const auto k = first_nonzero(place.begin + from, to - from))
          found = from + *k;
      });
  return found;
}

// Whole pages of the payload no longer exist; the rest of it becomes zero.
void empty(const PayloadPlace& place) {
  const auto begin =
      static_cast<std::uint64_t>(place.begin - place.memory.data());
  const std::uint64_t end = begin + place.bytes;
  const std::uint64_t first = whole_pages(begin);
  const std::uint64_t last = end / page * page;
  std::memset(place.memory.data() + begin, 0, first - begin);
  std::memset(place.memory.data() + last, 0, end - last);
  place.memory.discard(first, last);
}

}  // namespace

void fill_payload(const PayloadPlace& place, std::uint64_t tag) {
  if (place.bytes <= most_filled_bytes)
    return fill_pattern(place.begin, place.bytes, tag);
  empty(place);
  for (const Range& range : filled_ranges(place.bytes, tag))
    fill_pattern_between(place.begin, range.begin, range.end, tag);
}

std::optional<std::uint64_t> payload_change(const PayloadPlace& place,
                                            std::uint64_t filled,
                                            std::uint64_t kept,
                                            std::uint64_t tag) {
  if (filled <= most_filled_bytes)
    return first_change(place.begin, 0, kept, tag);
  std::uint64_t reached = 0;
  for (const Range& range : filled_ranges(filled, tag)) {
    const std::uint64_t begin = std::min(range.begin, kept);
    const std::uint64_t end = std::min(range.end, kept);
    if (const auto k = nonzero_between(place, reached, begin)) return k;
    if (const auto k = first_change(place.begin, begin, end, tag)) return k;
    reached = end;
  }
  return std::nullopt;
}

std::byte payload_byte(std::uint64_t filled, std::uint64_t k,
                       std::uint64_t tag) {
  for (const Range& range : filled_ranges(filled, tag))
    if (k >= range.begin && k < range.end) return pattern_byte(k, tag);
  return std::byte{0};
}

std::optional<std::uint64_t> payload_nonzero(const PayloadPlace& place,
                                             std::uint64_t bytes) {
  if (bytes <= most_filled_bytes) return first_nonzero(place.begin, bytes);
  return nonzero_between(place, 0, bytes);
}

std::uint64_t looked_at_bytes(std::uint64_t bytes) {
  if (bytes <= most_filled_bytes) return bytes;
  return 2 * edge + chosen_pages * page;
}

}  // namespace heaplab::judge
