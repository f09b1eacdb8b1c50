#include "judge/payloads.hpp"

#include <iterator>

namespace heaplab::judge {

void Payloads::add(std::uint32_t slot, const Payload& payload) {
  by_slot_[slot] = payload;
  by_slot_[slot].live = true;
  live_bytes_ += payload.bytes;
  if (payload.bytes > 0) by_address_[payload.address] = slot;
}

void Payloads::remove(std::uint32_t slot) {
  Payload& payload = by_slot_[slot];
  payload.live = false;
  live_bytes_ -= payload.bytes;
  if (payload.bytes > 0) by_address_.erase(payload.address);
}

std::optional<std::uint32_t> Payloads::overlapping(std::uint64_t address,
                                                   std::uint64_t bytes) const {
  // A payload of no bytes may stand anywhere but inside another.
  const std::uint64_t end = address + (bytes == 0 ? 1 : bytes);
  const auto next = by_address_.lower_bound(end);
  if (next == by_address_.begin()) return std::nullopt;
  const std::uint32_t slot = std::prev(next)->second;
  const Payload& below = by_slot_[slot];
  if (below.address + below.bytes <= address) return std::nullopt;
  return slot;
}

std::optional<std::uint32_t> Payloads::at_or_below(
    std::uint64_t address) const {
  const auto next = by_address_.upper_bound(address);
  if (next == by_address_.begin()) return std::nullopt;
  return std::prev(next)->second;
}

std::optional<std::uint32_t> Payloads::above(std::uint64_t address) const {
  const auto next = by_address_.upper_bound(address);
  if (next == by_address_.end()) return std::nullopt;
  return next->second;
}

}  // namespace heaplab::judge
