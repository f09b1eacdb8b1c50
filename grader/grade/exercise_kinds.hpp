// Exercises whose checks are no cases of the kit's half of a program: questions
// to be answered, programs to be repaired, reports to be read. One place says
// which of an exercise's keys makes which checks.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "grade/exercise.hpp"
#include "grade/isa.hpp"
#include "grade/run.hpp"

namespace heaplab::grade {

// What a kind of exercise is asked.
struct KindTask {
  const Run& run;
  const Exercise& exercise;
  Isa isa = native_isa();
  std::string prefix;  // of its check ids: "csv/"
  double points = 0;   // that its checks share
};

// The checks of an exercise. `axis`, `exercise` and the finding's `reproduce`
// are filled in for them.
struct KindChecks {
  // All of them, in their order. Those that are judged already have their
  // verdict.
  std::vector<Check> checks;
  // Judges the checks that are still in the list: those that were not wanted
  // are gone. Called at most once, beside those of another exercise; `begin`,
  // which may be called by any thread, reports that a check begins. Empty:
  // nothing is left to do.
  using Begin = std::function<void(const std::string& check_id)>;
  std::function<void(std::vector<Check>& wanted, const Begin& begin)> judge;
};

// Whether the exercise is of such a kind.
bool is_of_a_kind(const Exercise& exercise);

// Its checks. Throws InputError and GraderError; what is wrong with a
// submission is a finding.
KindChecks kind_checks(const KindTask& task);

}  // namespace heaplab::grade
