// What debug and shrink have in common: one submission, one trace.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "grade/kit.hpp"
#include "grade/manifest.hpp"
#include "trace/trace.hpp"

namespace heaplab::cli {

struct OneTrace {
  std::string lab;
  std::string trace;                 // a file, or the id of a check
  std::filesystem::path submission;  // folder; empty: starter/LAB
  bool solution = false;
};

// --submission and --solution.
void add_whose(CLI::App& command, OneTrace& what);

grade::Manifest lab_of(const grade::Kit& kit, const OneTrace& what);
std::filesystem::path folder_of(const grade::Kit& kit,
                                const grade::Manifest& lab,
                                const OneTrace& what);

// Throws InputError when there is neither such a file nor such a check.
trace::Trace read_one_trace(const grade::Kit& kit, const grade::Manifest& lab,
                            const OneTrace& what);

}  // namespace heaplab::cli
