// Whose the work in starter/ is.
#pragma once

#include <string>

#include "grade/kit.hpp"

namespace heaplab::cli {

// The student that starter/LAB/`file` names. Throws InputError where it names
// none; `command` is the one that can be told instead.
std::string student_of_starter(const grade::Kit& kit, const std::string& lab,
                               const std::string& file,
                               const std::string& command);

}  // namespace heaplab::cli
