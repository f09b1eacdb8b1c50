// What check and grade have in common: whose work, on which traces.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <vector>

#include "grade/grade.hpp"
#include "report/progress.hpp"

namespace heaplab::cli {

struct SubmissionOptions {
  std::filesystem::path submission;  // folder; empty: starter/LAB
  bool solution = false;
  std::filesystem::path traces;  // folder or file; empty: the lab's own
  bool hidden = false;
  std::uint64_t seed = 1;
  std::string student;  // whose answers they must be
};

// --submission, --solution, --traces, --hidden, --seed and --student.
void add_submission_options(CLI::App& command, SubmissionOptions& options);

// Grades `labs`, one after the other, with a progress line on stderr. Each
// result's text goes to `stream` when it is there. Of several labs each has a
// folder of its own in the submission.
std::vector<grade::LabResult> grade_labs(
    const grade::Kit& kit, const std::vector<const grade::Manifest*>& labs,
    const SubmissionOptions& submission, grade::GradeOptions options,
    std::FILE* stream);

}  // namespace heaplab::cli
