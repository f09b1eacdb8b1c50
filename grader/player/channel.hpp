// The player's end of what it shares with the judge.
#pragma once

#include <cstdint>

#include "player/mapping_table.hpp"
#include "player/protocol.hpp"

namespace heaplab::player {

struct Channel {
  const Request* request = nullptr;
  Response* response = nullptr;
  const TimedOperation* program = nullptr;
  std::uint64_t* returned = nullptr;
  Mappings* mappings = nullptr;  // where the lab has mappings
  std::uint32_t sequence = 1;    // of the command that is carried out
};

// The only channel of this process. Signal handlers use it.
extern Channel channel;

// Maps the descriptors and closes them. False when one does not fit.
bool open_channel();

// Sets the answer's number and wakes the judge.
void answer(std::uint32_t sequence);

// Sleeps until the judge has sent another command than the last one.
void wait_for_command();

}  // namespace heaplab::player
