// ./lab bench allocators.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/command_line.hpp"

namespace heaplab::cli {

void add_bench_allocators(CommandLine& line, CLI::App& bench);

}  // namespace heaplab::cli
