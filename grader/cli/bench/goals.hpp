// What the references of labs 5 and 6 are to reach beside the system's
// allocators, on every trace that is compared.
#pragma once

#include <string>
#include <vector>

#include "cli/bench/comparison.hpp"

namespace heaplab::cli {

struct Goal {
  std::string allocator;
  bool met = false;
  std::string text;  // what was wanted, and what was found
};

// The goals of each allocator that is for one of these labs. Throws InputError
// when glibc, which they are measured against, takes no part, or when there is
// nobody to measure.
std::vector<Goal> goals(const Comparison& comparison);

// Is there a goal for it?
bool has_goals(const Allocator& allocator);

// The goals, and the traces one by one.
std::string goals_text(const Comparison& comparison,
                       const std::vector<Goal>& goals);

}  // namespace heaplab::cli
