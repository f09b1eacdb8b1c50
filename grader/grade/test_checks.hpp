// The unit tests as a step of grading.
#pragma once

#include <vector>

#include "grade/run.hpp"

namespace heaplab::grade {

bool wants_tests(const Manifest& lab, const GradeOptions& options);

// Runs them where the options ask for it; after the traces, because a
// submission that hung there gets less time here. Throws InputError for a test
// that does not exist.
std::vector<Check> test_checks(Run& run, const std::vector<TraceJob>& jobs);

}  // namespace heaplab::grade
