// What belongs together in a call trace, so that a smaller one is still legal.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "trace/trace.hpp"

namespace heaplab::judge {

// The slots without which an operation makes no sense: of the call, allocation
// or coroutine that it is about, and of the frame or the coroutine that it is
// done in. `trace::main_stack` where there is none.
using Owners = std::array<std::uint32_t, 3>;

// For each operation of a legal trace.
std::vector<Owners> call_owners(const trace::Trace& trace);

// Whether each operation of a trace can be done. Those of ordinary heaps always
// can; of a misuse trace it must be known what follows.
bool is_legal(const trace::Trace& trace);

}  // namespace heaplab::judge
