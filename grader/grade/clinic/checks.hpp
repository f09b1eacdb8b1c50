// The clinic: one check for each bug of a program, and one for what must be
// kept.
#pragma once

#include "grade/exercise_kinds.hpp"

namespace heaplab::grade::clinic {

// `csv/works`, worth nothing: when it fails, so do all others of the program.
// Then a check for each bug; they share the points equally.
KindChecks repair_checks(const KindTask& task);

}  // namespace heaplab::grade::clinic
