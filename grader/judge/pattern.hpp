// What the judge writes into payloads: every byte follows from a tag and its
// place, so that a byte that changed, moved or came from another block shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace heaplab::judge {

// Fills payload[0, bytes).
void fill_pattern(std::byte* payload, std::size_t bytes, std::uint64_t tag);
// Fills payload[begin, end) as if all of it were; `begin` is a multiple of 8.
void fill_pattern_between(std::byte* payload, std::size_t begin,
                          std::size_t end, std::uint64_t tag);

// The first k in [begin, end) where payload[k] is not what fill_pattern wrote.
std::optional<std::size_t> first_change(const std::byte* payload,
                                        std::size_t begin, std::size_t end,
                                        std::uint64_t tag);

// The byte that belongs at payload[k].
std::byte pattern_byte(std::size_t k, std::uint64_t tag);

// The first byte of payload[0, bytes) that is not zero.
std::optional<std::size_t> first_nonzero(const std::byte* payload,
                                         std::size_t bytes);

}  // namespace heaplab::judge
