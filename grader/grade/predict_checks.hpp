// The grading of predict.toml: one check for each question.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grade/isa.hpp"
#include "grade/result.hpp"

namespace heaplab::grade {

struct PredictTask {
  std::filesystem::path file;  // predict.toml of the submission
  Isa isa = native_isa();      // its table: [x86-64] or [aarch64]
  // Whose answers they must be; empty: of whom the file says.
  std::string student;
  std::string prefix = "predict/";  // of the check ids
  double points = 0;                // shared equally by the questions
};

// A check `student`, worth nothing, for the file itself; then one for each key
// of predict_keys(). What is wrong with the file is a finding, never an error.
// No finding tells the right answer.
std::vector<Check> predict_checks(const PredictTask& task);

}  // namespace heaplab::grade
