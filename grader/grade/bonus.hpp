// What a lab gives points for beyond its maximum.
#pragma once

#include <vector>

#include "grade/run.hpp"

namespace heaplab::grade {

// Whether the thread-safe allocator is asked for: in a full grading, or by the
// name of the bonus.
bool wants_thread_bonus(const Manifest& lab, const GradeOptions& options);

// The thread-safe allocator under the ThreadSanitizer ("threads/races") and in
// a real program ("threads/program"), half of the points each. Skipped where
// the submission has no such file. The program goes to `measured`.
std::vector<Check> thread_checks(Run& run,
                                 std::vector<ProgramResult>& measured);

// One check for each bonus for measurements, from the axes and traces of
// `result`: all of its points when every trace is correct and both limits hold.
std::vector<Check> measured_bonus_checks(const Manifest& lab,
                                         const LabResult& result);

// The sums, by bonus, of the checks in `result`.
std::vector<BonusResult> bonus_results(const Manifest& lab,
                                       const LabResult& result);

}  // namespace heaplab::grade
