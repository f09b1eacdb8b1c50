// The exercises of a lab as a step of grading.
#pragma once

#include <list>
#include <map>
#include <string>
#include <vector>

#include "grade/exercise_build.hpp"
#include "grade/exercise_cases.hpp"
#include "grade/exercise_kinds.hpp"
#include "grade/run.hpp"

namespace heaplab::grade {

// One exercise on one instruction set.
struct ExerciseTask {
  ExerciseTask(const Exercise& what, const Toolchain& by, std::string called)
      : exercise(what), tools(by), name(std::move(called)) {}

  const Exercise& exercise;
  const Toolchain& tools;
  std::string name;  // "leaf", "aarch64/leaf": the first part of its check ids
  Axis axis = Axis::correctness;
  double points = 0;                   // of all its cases together
  std::vector<ExerciseCase> cases;     // those that are wanted
  std::vector<std::string> functions;  // that all of its cases need
  bool program = false;                // some of its cases are wanted
  bool object = false;                 // some of its traces are wanted
  BuiltExercise built;
  std::vector<Check> checks;  // those that are wanted
  // Where they are no cases: see KindChecks.
  decltype(KindChecks::judge) judge;
  bool shown = false;  // what is wrong with its files is in a check
};

// Whether the other instruction set is tried too: in a full grading of a lab
// with a bonus for it, and where the options ask for it.
bool wants_other_isa(const Manifest& lab, const GradeOptions& options);

// Whether the options name an exercise, an instruction set, or a check of one.
bool wants_exercises(const Manifest& lab, const GradeOptions& options);

class ExerciseChecks {
 public:
  // Throws InputError for a submission that cannot be read.
  explicit ExerciseChecks(Run& run);

  // Builds what is wanted and runs the cases, two exercises at a time. Of each
  // exercise whose files are refused, the first check has the finding. `jobs`
  // get the objects that they are replayed on; where there is none they fail.
  // What the objects lie in lives as long as this. Throws InputError for a
  // check that does not exist.
  void run(std::vector<TraceJob>& jobs);

  // Of this machine's instruction set, exercise by exercise, then of the other.
  std::vector<Check> checks() const;

 private:
  void add(const Toolchain& tools, const Exercise& exercise);
  void add_cases(ExerciseTask& task);
  void add_checks(ExerciseTask& task);
  bool prepare(ExerciseTask& task);
  void run_task(ExerciseTask& task);
  void assign(TraceJob& job);

  Run& run_;
  Toolchain native_;
  Toolchain other_;
  std::list<ExerciseTask> tasks_;
};

}  // namespace heaplab::grade
