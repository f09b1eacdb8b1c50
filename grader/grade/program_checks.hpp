// Real programs on the submission as a step of grading.
#pragma once

#include <vector>

#include "grade/preload.hpp"
#include "grade/program.hpp"
#include "grade/run.hpp"

namespace heaplab::grade {

// The group of these checks: "programs-run/sort".
inline constexpr const char* programs_group = "programs-run";

bool wants_programs(const Manifest& lab, const GradeOptions& options);

// Runs each program with the system's malloc and with the submission's, and
// compares. What was measured goes to `measured`. Throws InputError for a check
// that does not exist.
std::vector<Check> program_checks(Run& run,
                                  std::vector<ProgramResult>& measured);

// Whether the submission was compiled and has all that a malloc needs. If not,
// that is the check's finding.
bool can_preload(const Run& run, const Preload& preload, Check& check);

// The submission as a malloc, and the folder that programs run in.
struct Bench {
  std::filesystem::path object;
  std::filesystem::path folder;
};

// Runs one program with both mallocs, for `check`. Throws GraderError.
void compare_with_system(Run& run, const Program& program, const Bench& bench,
                         Check& check, std::vector<ProgramResult>& measured);

}  // namespace heaplab::grade
