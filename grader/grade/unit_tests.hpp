// Runs a lab's unit tests, a precompiled GoogleTest program, on a submission.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "grade/result.hpp"

namespace heaplab::grade {

struct UnitTestOptions {
  std::filesystem::path program;  // lab-NN-name-tests
  std::filesystem::path object;   // the submission
  std::filesystem::path player;   // the program that loads it
  double points = 1;              // for each test
  std::string filter;             // GoogleTest filter; empty: all
  // The command that runs one check again, by its id.
  std::function<std::string(const std::string&)> reproduce;
  double wall_s = 20;  // all tests together
};

// One check a test: "tests/Suite.Name". A program that is not there gives one
// skipped check; tests that a crash of the program left without a verdict are
// grader errors; those that its time limit left are time-outs.
std::vector<Check> run_unit_tests(const UnitTestOptions& options);

// The checks in what --gtest_output=json wrote. Throws GraderError for text
// that is not that.
std::vector<Check> read_test_report(const std::string& json,
                                    const UnitTestOptions& options);

// "LeavesARemainder" → "Leaves a remainder".
std::string words_of(const std::string& test_name);

}  // namespace heaplab::grade
