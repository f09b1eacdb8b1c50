// Programs that the kit can do without.
#pragma once

#include <string>

namespace heaplab::cli {

// Is there a program of this name in $PATH?
bool is_installed(const std::string& program);

}  // namespace heaplab::cli
