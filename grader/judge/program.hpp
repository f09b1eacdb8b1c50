// A trace as the player runs it by itself.
#pragma once

#include <string>
#include <vector>

#include "judge/misuse_model.hpp"
#include "player/protocol.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

// What a trace is replayed on.
enum class TraceKind { heap, call_stack, coroutines, misuse };
TraceKind kind_of(const trace::Trace& trace);

// Of a misuse trace: the names of the files of its sites, the trace's own
// first; and by operation the file's number in that list, and the line.
std::vector<std::string> site_files(const trace::Trace& trace);
std::vector<MisuseSite> sites_of(const trace::Trace& trace);
// The rest of what a player needs to perform it by itself.
std::vector<player::MisuseStep> misuse_steps(const trace::Trace& trace);

// One entry for each operation; `expect` lines become entries that do nothing.
std::vector<player::TimedOperation> make_program(const trace::Trace& trace);
// The same for a replay that goes as the one that gave these offsets: what it
// left out in frames that were refused does nothing either.
std::vector<player::TimedOperation> make_program(
    const trace::Trace& trace, const std::vector<std::uint64_t>& offsets);

// What carries out an operation of this kind; `none` for expect.
player::Command command_for(trace::OperationKind kind);

}  // namespace heaplab::judge
