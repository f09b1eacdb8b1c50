// A trace as the player runs it by itself.
#pragma once

#include <vector>

#include "player/protocol.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

// One entry for each operation; `expect` lines become entries that do nothing.
std::vector<player::TimedOperation> make_program(const trace::Trace& trace);

}  // namespace heaplab::judge
