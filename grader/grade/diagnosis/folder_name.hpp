// Where the reports for a student are.
#pragma once

#include <string>
#include <string_view>

namespace heaplab::grade::diagnosis {

// The name of a student's folder in build/diagnosis: the id where it can be
// one.
std::string folder_name(std::string_view student);

}  // namespace heaplab::grade::diagnosis
