// The calls that the student's function has made, for the checker.
#pragma once

#include <vector>

#include "abi/case.hpp"

namespace heaplab::abi {

// At the start of a checked call.
void forget_calls();
// What was wrong with the calls since then.
std::vector<Violation> violations_of_calls();

}  // namespace heaplab::abi
