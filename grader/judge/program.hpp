// A trace as the player runs it by itself.
#pragma once

#include <vector>

#include "player/protocol.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

// One entry for each operation; `expect` lines become entries that do nothing.
std::vector<player::TimedOperation> make_program(const trace::Trace& trace);

// What carries out an operation of this kind; `none` for expect.
player::Command command_for(trace::OperationKind kind);

}  // namespace heaplab::judge
