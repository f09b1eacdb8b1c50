// The tests of a program under Memcheck: all in one process, each with the
// errors that happened in it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grade/clinic/build.hpp"
#include "valgrind/report.hpp"

namespace heaplab::grade::clinic {

// What Memcheck said of one test.
struct MemcheckTest {
  std::vector<valgrind::Error> errors;  // in their order, leaks last
  // Counted, and not shown: the same as in an earlier test.
  bool repeats_errors = false;
  bool done = false;    // it came to its end
  bool passed = false;  // what GoogleTest said
  // The process did not survive it: how, in the report's words or by its end.
  std::optional<judge::Finding> ending;
  std::string output;  // what was printed, where something failed
};

struct MemcheckResult {
  std::map<std::string, MemcheckTest> tests;
  // Errors in no test: before the first, or at the program's end.
  std::vector<valgrind::Error> others;
  // Why a report does not count, where no test can be blamed.
  std::optional<judge::Finding> unreadable;
  // Errors that were shown at all, for those that were only counted.
  std::vector<valgrind::Error> shown;
};

// Adds the events of one report to the tests. Returns the test that had begun
// and was not done; empty: none.
std::string attribute(const valgrind::Report& report, const std::string& nonce,
                      MemcheckResult& result);

// Runs them all; where a process dies in a test, the later ones get a new one.
// Throws GraderError when Valgrind cannot be started.
MemcheckResult run_memcheck(const BuildTask& task, const Built& built,
                            const std::filesystem::path& valgrind);

}  // namespace heaplab::grade::clinic
