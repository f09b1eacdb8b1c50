#include "judge/pattern.hpp"

#include <algorithm>
#include <cstring>

namespace heaplab::judge {
namespace {

constexpr std::size_t word = sizeof(std::uint64_t);

// Multiplying by odd constants spreads neighbouring tags and places over all
// bits (Knuth, The Art of Computer Programming 3, section 6.4).
std::uint64_t pattern_word(std::size_t index, std::uint64_t tag) {
  return (tag * 0x9E3779B97F4A7C15u) ^ ((index + 1) * 0xBF58476D1CE4E5B9u);
}

std::uint64_t load(const std::byte* from) {
  std::uint64_t value;
  std::memcpy(&value, from, word);
  return value;
}

}  // namespace

std::byte pattern_byte(std::size_t k, std::uint64_t tag) {
  const std::uint64_t value = pattern_word(k / word, tag);
  std::byte bytes[word];
  std::memcpy(bytes, &value, word);
  return bytes[k % word];
}

void fill_pattern(std::byte* payload, std::size_t bytes, std::uint64_t tag) {
  fill_pattern_between(payload, 0, bytes, tag);
}

void fill_pattern_between(std::byte* payload, std::size_t begin,
                          std::size_t end, std::uint64_t tag) {
  const std::size_t words = end / word;
  for (std::size_t k = begin / word; k < words; ++k) {
    const std::uint64_t value = pattern_word(k, tag);
    std::memcpy(payload + k * word, &value, word);
  }
  for (std::size_t k = words * word; k < end; ++k)
    payload[k] = pattern_byte(k, tag);
}

std::optional<std::size_t> first_change(const std::byte* payload,
                                        std::size_t begin, std::size_t end,
                                        std::uint64_t tag) {
  std::size_t k = begin;
  while (k < end) {
    if (k % word == 0 && k + word <= end &&
        load(payload + k) == pattern_word(k / word, tag)) {
      k += word;
      continue;
    }
    if (payload[k] != pattern_byte(k, tag)) return k;
    ++k;
  }
  return std::nullopt;
}

std::optional<std::size_t> first_nonzero(const std::byte* payload,
                                         std::size_t bytes) {
  for (std::size_t k = 0; k < bytes;) {
    if (bytes - k >= word && load(payload + k) == 0)
      k += word;
    else if (payload[k] != std::byte{0})
      return k;
    else
      ++k;
  }
  return std::nullopt;
}

}  // namespace heaplab::judge
