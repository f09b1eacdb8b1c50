// How much more than the reference a repaired program may need.
#pragma once

#include <optional>

#include "grade/clinic/program.hpp"
#include "judge/finding.hpp"

namespace heaplab::grade::clinic {

// Twice what the reference needs, and a little: another repair may copy what
// the reference shares.
Memory most_memory(const Memory& reference);

std::optional<judge::Finding> too_much(const Test& test, const Memory& needed,
                                       const Memory& reference);

}  // namespace heaplab::grade::clinic
