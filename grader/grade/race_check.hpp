// The thread-safe allocator of a bonus under the ThreadSanitizer.
#pragma once

#include "grade/run.hpp"

namespace heaplab::grade {

// Compiles the bonus's file together with shim/threads/driver.cpp, whose four
// threads free each other's blocks, and runs both. Passed when the sanitizer
// sees no race and every block keeps its bytes; skipped where there is no such
// sanitizer. Throws GraderError.
void check_races(Run& run, const BonusRule& bonus, Check& check);

}  // namespace heaplab::grade
