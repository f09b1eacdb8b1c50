// Calls of map(), unmap() and remap() that the player tells of, made again in a
// table of the judge's own.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "player/mapping_table.hpp"

namespace heaplab::judge {

// What the call did in `table`; nothing when it is none that can be made.
// Addresses count from `base`.
std::optional<player::MappingPlace> repeat_call(
    const player::MappingEvent& event, std::uint64_t base,
    player::MappingTable& table);

// Makes `table` what it is after these calls, at addresses counted from 0, none
// of whose pages were emptied in between: as in a timed replay.
void repeat_calls(const std::vector<player::MappingEvent>& events,
                  player::MappingTable& table);

}  // namespace heaplab::judge
