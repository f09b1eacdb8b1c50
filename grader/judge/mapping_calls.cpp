#include "judge/mapping_calls.hpp"

#include "heaplab/heap.hpp"
#include "support/error.hpp"

namespace heaplab::judge {

using player::MappingCall;
using player::MappingEvent;
using player::MappingPlace;
using player::MappingTable;

namespace {

bool whole_pages_of(const MappingEvent& event, std::uint64_t base) {
  const bool placed =
      event.call == MappingCall::map ||
      (event.address >= base && event.address % page_bytes == 0);
  return placed && event.bytes != 0 && event.bytes % page_bytes == 0 &&
         event.new_bytes % page_bytes == 0;
}

}  // namespace

std::optional<MappingPlace> repeat_call(const MappingEvent& event,
                                        std::uint64_t base,
                                        MappingTable& table) {
  if (!whole_pages_of(event, base)) return std::nullopt;
  const std::uint64_t first = (event.address - base) / page_bytes;
  const std::uint64_t pages = event.bytes / page_bytes;
  switch (event.call) {
    case MappingCall::map:
      return table.map(pages);
    case MappingCall::unmap:
      if (!table.can_unmap(first, pages)) return std::nullopt;
      return table.unmap(first, pages);
    case MappingCall::remap:
      if (!table.is_mapping(first, pages) || event.new_bytes == 0)
        return std::nullopt;
      return table.remap(first, pages, event.new_bytes / page_bytes);
  }
  return std::nullopt;
}

void repeat_calls(const std::vector<MappingEvent>& events,
                  MappingTable& table) {
  for (const MappingEvent& event : events)
    if (!repeat_call(event, 0, table))
      throw GraderError("a call of lockstep cannot be repeated");
}

}  // namespace heaplab::judge
