// That payloads keep their bytes: those beside what an operation touched at
// once, all the others in turn.
#include <algorithm>

#include "judge/lockstep.hpp"
#include "judge/pattern.hpp"

namespace heaplab::judge {
namespace {

// Of a neighbour, this many bytes at each end are looked at at once.
constexpr std::uint64_t edge_bytes = 512;
constexpr std::uint64_t sweep_bytes_per_operation = 1024;

}  // namespace

void Lockstep::check_neighbours(std::uint64_t address) {
  if (const auto slot = payloads_.above(address)) verify_edges(*slot);
  const auto own = payloads_.at_or_below(address);
  if (!own || address == 0) return;
  verify_edges(*own);
  if (const auto below = payloads_.at_or_below(payloads_[*own].address - 1))
    verify_edges(*below);
}

// All payloads in turn, a bounded number of bytes for each operation.
void Lockstep::sweep() {
  const auto slots = trace_.slots();
  sweep_credit_ += sweep_bytes_per_operation;
  for (std::uint32_t k = 0; k < slots && k < 64; ++k) {
    if (sweep_slot_ >= slots) sweep_slot_ = 0;
    if (payloads_.is_live(sweep_slot_)) {
      const std::uint64_t bytes = looked_at_bytes(payloads_[sweep_slot_].bytes);
      if (bytes > sweep_credit_) return;
      sweep_credit_ -= bytes;
      verify(sweep_slot_);
    }
    ++sweep_slot_;
  }
  sweep_credit_ = 0;
}

void Lockstep::verify(std::uint32_t slot) {
  Payload& payload = payloads_[slot];
  const auto k = payload_change(payload_at(payload.address, payload.bytes),
                                payload.bytes, payload.bytes, payload.tag);
  if (k) throw Damaged{slot, *k, payload.verified_at};
  payload.verified_at = current_;
}

void Lockstep::verify_edges(std::uint32_t slot) {
  const Payload& payload = payloads_[slot];
  if (payload.bytes <= 2 * edge_bytes) return verify(slot);
  const auto* bytes = bytes_at(payload.address);
  auto k = first_change(bytes, 0, edge_bytes, payload.tag);
  if (!k)
    k = first_change(bytes, payload.bytes - edge_bytes, payload.bytes,
                     payload.tag);
  if (k) throw Damaged{slot, *k, payload.verified_at};
}

void Lockstep::verify_all() {
  for (std::uint32_t slot = 0; slot < trace_.slots(); ++slot)
    if (payloads_.is_live(slot)) verify(slot);
}

std::uint64_t Lockstep::heap_bytes() const {
  return std::min(heap_limit_, player_.read(player_.response().heap_bytes));
}

std::byte* Lockstep::bytes_at(std::uint64_t address) {
  return player_.heap().data() + (address - player_.heap_base());
}

PayloadPlace Lockstep::payload_at(std::uint64_t address, std::uint64_t bytes) {
  return {player_.memory_at(address), bytes_at(address), bytes};
}

}  // namespace heaplab::judge
