// What the judge writes into a payload and finds there again. A small one is
// filled with its pattern; of a large one the edges and some pages, which
// follow from its tag and a secret of this process. The others do not exist: so
// blocks of gigabytes cost little memory and time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "judge/shared_memory.hpp"

namespace heaplab::judge {

// Payloads up to here are filled wholly.
inline constexpr std::uint64_t most_filled_bytes = 4 << 20;

// A payload that stands in `memory`.
struct PayloadPlace {
  SharedMemory& memory;
  std::byte* begin;
  std::uint64_t bytes;
};

void fill_payload(const PayloadPlace& place, std::uint64_t tag);

// The first byte in [0, kept) of the payload that is not as fill_payload() left
// one of `filled` bytes. A page that does not exist holds zeros.
std::optional<std::uint64_t> payload_change(const PayloadPlace& place,
                                            std::uint64_t filled,
                                            std::uint64_t kept,
                                            std::uint64_t tag);

// The byte that fill_payload() wrote at `k` into a payload of `filled` bytes.
std::byte payload_byte(std::uint64_t filled, std::uint64_t k,
                       std::uint64_t tag);

// The first byte in [0, bytes) that is not zero.
std::optional<std::uint64_t> payload_nonzero(const PayloadPlace& place,
                                             std::uint64_t bytes);

// How many bytes payload_change() usually looks at.
std::uint64_t looked_at_bytes(std::uint64_t bytes);

}  // namespace heaplab::judge
