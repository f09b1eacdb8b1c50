// The player's record of its mappings, for a submission that knows where it is.
#pragma once

#include "channel.hpp"
#include "player/mapping_table.hpp"

inline heaplab::player::Mappings& record() {
  return *reinterpret_cast<heaplab::player::Mappings*>(
      reinterpret_cast<char*>(channel().response) +
      channel().request->mappings_at);
}
