// Runs a real program, confined, in a folder of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "grade/kit.hpp"
#include "grade/program.hpp"
#include "grade/services.hpp"

namespace heaplab::grade {

// What can be compared between two runs, and what was used.
struct ProgramRun {
  sandbox::CommandOutcome outcome;
  // One for each of the program's outputs; empty where there is none.
  std::vector<std::string> files;
  double seconds = 0;  // of CPU, with all processes that it waited for
  double wall_s = 0;
};

// Where a confined program is looked for.
inline constexpr const char* program_folders = "/usr/local/bin:/usr/bin:/bin";

// That a program and its children start in all, threads too.
inline constexpr unsigned most_processes = 500;

// The first of the program's needs that is not installed; empty: all are.
std::string missing_need(const Program& program);

// `folder` is emptied, and the same for every run, so that a program which
// prints where it is prints the same. `preload`: an object, or empty for the
// system's malloc. Where the object's crash log exists it can be written.
ProgramRun run_program(const Kit& kit, const Program& program,
                       const std::filesystem::path& folder,
                       const std::filesystem::path& preload,
                       const Services& services);

// How the second run differs from the first, one sentence each about what was
// expected and what was found; both empty: it does not.
struct Difference {
  std::string expected;
  std::string actual;
};
Difference difference(const Program& program, const ProgramRun& expected,
                      const ProgramRun& actual);

}  // namespace heaplab::grade
