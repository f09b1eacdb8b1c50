// Finds what the player shares with the judge, as a submission could that knows
// the player's source: by its shape in the player's own data.
#pragma once

#include <link.h>

#include <cstdint>

#include "player/protocol.hpp"

struct Channel {
  const heaplab::player::Request* request;
  heaplab::player::Response* response;
  const heaplab::player::TimedOperation* program;
  std::uint64_t* returned;
};

inline int look_for_channel(dl_phdr_info* info, std::size_t, void* found) {
  using namespace heaplab::player;
  for (int k = 0; k < info->dlpi_phnum; ++k) {
    const auto& segment = info->dlpi_phdr[k];
    if (segment.p_type != PT_LOAD || !(segment.p_flags & PF_W)) continue;
    const auto* word = reinterpret_cast<const std::uint64_t*>(
        (info->dlpi_addr + segment.p_vaddr + 7) / 8 * 8);
    for (std::uint64_t n = segment.p_memsz / 8; n > 4; --n, ++word)
      if (word[0] != 0 && word[2] == word[0] + program_offset &&
          word[3] == word[1] + returned_offset)
        *static_cast<const Channel**>(found) =
            reinterpret_cast<const Channel*>(word);
  }
  return 1;  // the first object is the player itself
}

inline const Channel& channel() {
  const Channel* found = nullptr;
  dl_iterate_phdr(look_for_channel, &found);
  return *found;
}

inline bool being_timed() { return channel().request->operations != 0; }
