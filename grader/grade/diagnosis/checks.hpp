// The grading of diagnosis.toml: one check for each report.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grade/diagnosis/program.hpp"
#include "grade/result.hpp"

namespace heaplab::grade::diagnosis {

struct Task {
  std::filesystem::path file;  // diagnosis.toml of the submission
  // Whose answers they must be; empty: of whom the file says.
  std::string student;
  std::string prefix;  // of the check ids: "diagnosis/"
  double points = 0;   // shared equally by the reports, and by their answers
};

// A check `student`, worth nothing, for the file itself; then one for each
// program. Neither a compiler nor a tool is needed. What is wrong with the file
// is a finding, never an error; no finding tells a right answer. A check that
// has passed explains its report in its note.
std::vector<Check> diagnosis_checks(const Task& task,
                                    const std::vector<Program>& programs);

}  // namespace heaplab::grade::diagnosis
