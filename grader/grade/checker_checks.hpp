// The grading of a submission's heap checker, as a step of grading.
#pragma once

#include <vector>

#include "grade/run.hpp"

namespace heaplab::grade {

bool wants_checker(const Manifest& lab, const GradeOptions& options);

// Tries check_heap() on every heap of the lab: a check for each, checker/NAME.
// The part's points are shared equally by the broken heaps that can be noticed;
// one sound heap that is not called sound takes them all. A class without
// check_heap() gets one finding. Throws InputError for a check that does not
// exist and for a heap that is wrong.
std::vector<Check> checker_checks(Run& run);

// How the part's points follow, in words; empty where it was not run in full.
std::string checker_rule(const Run& run, const std::vector<Check>& checks);

}  // namespace heaplab::grade
