// How much a score depends on what else the machine does.
#pragma once

#include <cstddef>

#include "grade/kit.hpp"

namespace heaplab::cli {

// Grades three submissions of lab 04-implicit-list (the reference, the first
// version that works, and a slow mutant) `runs` times on the machine as it is
// and `runs` times beside four busy processes, two that compute and two that
// copy memory. Prints the least and the greatest total of each; returns 0 when
// no submission's totals differ by more than one point of 100, 1 otherwise.
int bench_stability(const grade::Kit& kit, std::size_t runs);

}  // namespace heaplab::cli
