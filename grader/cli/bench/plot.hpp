// The picture of a comparison: throughput against utilization.
#pragma once

#include <filesystem>
#include <string>

#include "cli/bench/comparison.hpp"

namespace heaplab::cli {

// Throws InputError unless `file` ends in .svg or .png.
void require_picture_name(const std::filesystem::path& file);

// One point for each allocator and trace; what has no utilization is left out.
// The numbers are written to `file`.dat and stay there. Without gnuplot there
// is no picture. Returns what became of it, a line for the user.
std::string plot(const Comparison& comparison,
                 const std::filesystem::path& file);

// The numbers as gnuplot reads them: a block for each allocator.
std::string plot_data(const Comparison& comparison);

}  // namespace heaplab::cli
