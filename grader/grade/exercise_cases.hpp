// The cases of an exercise: what the kit's half of its program tells of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grade/isa.hpp"
#include "grade/kit.hpp"
#include "grade/manifest.hpp"

namespace heaplab::grade {

struct ExerciseCase {
  std::string id;  // "sum3-dirty-halves"
  std::string title;
  double points = 0;                   // its share of the exercise's
  std::vector<std::string> functions;  // of the student, that it needs
};

// `ID<TAB>title<TAB>points<TAB>functions`, a line each. Throws GraderError.
std::vector<ExerciseCase> read_case_list(std::string_view text);

// Whether the lab has cases for the exercise.
bool has_cases(const Manifest& lab, const Exercise& exercise);

// Asks the program that the kit has for it. Throws GraderError when it was not
// built.
std::vector<ExerciseCase> list_cases(const Kit& kit, const Manifest& lab,
                                     const Exercise& exercise,
                                     const Toolchain& tools);

// All functions that the cases need, each once.
std::vector<std::string> functions_of(const std::vector<ExerciseCase>& cases);

}  // namespace heaplab::grade
