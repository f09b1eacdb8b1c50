// Reading traces. Every mistake in a file is an InputError of the form
//   FILE:LINE:COLUMN: message
//   the line
//       ^ what to do next
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "trace/trace.hpp"

namespace heaplab::trace {

// Reads a trace in any format that the kit knows, told apart by content:
// the kit's own, CS:APP's .rep, Stanford CS 107's .script. A generated trace
// (header keys `pattern`, `seed`, `operations`, and no operations) is expanded.
// Throws InputError.
Trace read_trace(const std::filesystem::path& path);

// The same from text; `path` is used in messages and for the name only.
Trace parse_trace(std::string_view text, const std::filesystem::path& path);

// Every trace file directly in `folder`, sorted by name. Throws InputError when
// the folder does not exist or holds no trace.
std::vector<Trace> read_traces(const std::filesystem::path& folder);

}  // namespace heaplab::trace
