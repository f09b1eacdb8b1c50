// Mappings: that the submission uses what it has mapped, and no more.
#include <fmt/format.h>

#include <algorithm>

#include "heaplab/heap.hpp"
#include "judge/lockstep.hpp"

namespace heaplab::judge {

void Lockstep::follow_mappings() {
  if (const auto wrong = mappings_.follow())
    fail(wrong->kind, wrong->expected, wrong->actual, wrong->address);
}

void Lockstep::look_at_mappings() {
  if (const auto wrong = mappings_.look())
    fail(wrong->kind, wrong->expected, wrong->actual, wrong->address);
}

// After an operation: no live payload stands in what it has unmapped.
void Lockstep::check_unmapped() {
  for (const MappedRange& range : mappings_.left()) {
    const auto slot = payloads_.overlapping(range.address, range.bytes);
    if (!slot) continue;
    const Payload& payload = payloads_[*slot];
    if (mappings_.holds(payload.address, payload.bytes)) continue;
    fail(FindingKind::payload_changed,
         fmt::format("block {}, {} bytes at {}, stays mapped while it lives",
                     trace_.ids[*slot], payload.bytes,
                     place(view(), payload.address)),
         fmt::format("during this operation {} bytes from {} on were unmapped",
                     range.bytes, place(view(), range.address)),
         payload.address);
  }
}

void Lockstep::check_mapping_refused(const trace::Operation& operation,
                                     std::uint64_t overhead) {
  const std::uint64_t room = mappings_.limit() - mappings_.bytes();
  const std::uint64_t most = room - room % page_bytes;
  if (most < overhead || operation.bytes > most - overhead) return;
  if (!mappings_.can_map(operation.bytes + overhead)) return;
  fail(FindingKind::refused_while_free,
       fmt::format("{} bytes: another {} bytes can be mapped", operation.bytes,
                   room),
       "nullptr");
}

}  // namespace heaplab::judge
