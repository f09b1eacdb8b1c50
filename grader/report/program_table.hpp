// The table of real programs.
#pragma once

#include <string>
#include <vector>

#include "grade/result.hpp"

namespace heaplab::report {

// Empty when there are no programs.
std::string program_table(const std::vector<grade::ProgramResult>& programs);

}  // namespace heaplab::report
