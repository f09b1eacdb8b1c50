// From a student's files of one exercise to its program, and to the object that
// traces are replayed on.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grade/isa.hpp"
#include "grade/kit.hpp"
#include "grade/manifest.hpp"
#include "grade/services.hpp"
#include "judge/finding.hpp"
#include "sandbox/scratch_folder.hpp"

namespace heaplab::grade {

// Owns the folder that its files lie in.
struct BuiltExercise {
  std::unique_ptr<sandbox::ScratchFolder> folder;
  std::filesystem::path program;  // of its cases; empty: none
  std::filesystem::path object;   // for traces; empty: none
  // Without `reproduce`. Set: there is neither program nor object.
  std::optional<judge::Finding> finding;
  // Why it counts as not attempted: a file is not there, or defines none of the
  // functions that were asked for. Empty: it was.
  std::string not_attempted;
  std::string output;  // of compiler and assembler, warnings included
};

// What to build.
struct ExerciseBuild {
  const Exercise& exercise;
  const Toolchain& tools;
  std::filesystem::path submission;    // folder
  std::vector<std::string> functions;  // that the cases need
  bool program = true;     // where the kit has cases for the exercise
  bool object = false;     // where the exercise has a `replayed` file
  bool debugging = false;  // without optimization
};

// A file of the exercise as it is handed in: "x86-64/leaf.S", "structs.cpp".
std::string submitted_name(const std::string& file, Isa isa);

// Throws InputError where the submission's folder is not there, and for a file
// that is no regular file of at most 1 MiB. What is wrong with a file is a
// finding: missing-function, wrong-language, compile-error, forbidden-symbol.
void require_submission(const Manifest& lab,
                        const std::filesystem::path& submission);

// Compiles each file, confined, to an object, looks at what it calls, and
// links. Throws GraderError when the tools cannot be run.
BuiltExercise build_exercise(const Kit& kit, const Manifest& lab,
                             const ExerciseBuild& build,
                             const Services& services);

}  // namespace heaplab::grade
