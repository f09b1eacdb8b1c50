// The commands below ./lab trace.
#pragma once

#include "cli/command_line.hpp"

namespace heaplab::cli {

void add_trace_record(CommandLine& line, CLI::App& trace);
void add_trace_info(CommandLine& line, CLI::App& trace);
void add_trace_generate(CommandLine& line, CLI::App& trace);
void add_trace_convert(CommandLine& line, CLI::App& trace);
void add_trace_shrink(CommandLine& line, CLI::App& trace);

}  // namespace heaplab::cli
