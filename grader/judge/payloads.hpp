// The judge's own model of a heap: the live payloads, by slot and by address.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace heaplab::judge {

struct Payload {
  std::uint64_t address = 0;
  std::uint64_t bytes = 0;      // as requested
  std::uint64_t tag = 0;        // of the pattern that fills it
  std::size_t granted_at = 0;   // index of the operation that returned it
  std::size_t verified_at = 0;  // index of the last one after which all its
                                // bytes were seen unchanged
  bool live = false;
};

class Payloads {
 public:
  explicit Payloads(std::size_t slots) : by_slot_(slots) {}

  Payload& operator[](std::uint32_t slot) { return by_slot_[slot]; }
  const Payload& operator[](std::uint32_t slot) const { return by_slot_[slot]; }
  bool is_live(std::uint32_t slot) const { return by_slot_[slot].live; }

  void add(std::uint32_t slot, const Payload& payload);
  void remove(std::uint32_t slot);

  // A live payload that shares a byte with [address, address + bytes).
  std::optional<std::uint32_t> overlapping(std::uint64_t address,
                                           std::uint64_t bytes) const;
  // The live payload that begins at or below `address`, and the next above it.
  std::optional<std::uint32_t> at_or_below(std::uint64_t address) const;
  std::optional<std::uint32_t> above(std::uint64_t address) const;

  // Live payloads of at least one byte, by address.
  const std::map<std::uint64_t, std::uint32_t>& by_address() const {
    return by_address_;
  }
  std::uint64_t live_bytes() const { return live_bytes_; }

 private:
  std::vector<Payload> by_slot_;
  std::map<std::uint64_t, std::uint32_t> by_address_;
  std::uint64_t live_bytes_ = 0;
};

}  // namespace heaplab::judge
