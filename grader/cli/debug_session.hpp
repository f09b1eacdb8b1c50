// A player under gdb: what it shares with the judge otherwise is prepared here,
// so that it replays the trace by itself.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "trace/trace.hpp"

namespace heaplab::cli {

struct DebugSession {
  std::filesystem::path player;
  std::filesystem::path object;  // compiled for debugging
  const trace::Trace& trace;
  std::size_t stop_before = 0;  // index into the trace's operations
  std::uint64_t heap_bytes = 0;
  std::uint64_t mapped_bytes = 0;
  bool batch = false;  // print operation and backtrace, and end
  std::vector<std::string> gdb_arguments;
};

// Throws InputError, which says how to install it, when there is no gdb.
void require_gdb();

// Runs gdb until its user leaves it; returns gdb's exit code.
int run_gdb(const DebugSession& session);

}  // namespace heaplab::cli
