// The one entry into the command line, apart from the library it uses: that is
// slow to compile.
#pragma once

#include <string>
#include <vector>

namespace heaplab::cli {

// Parses `arguments` (without the program's name), runs the command and returns
// its exit code. Every error has become a message on stderr.
int run(const std::vector<std::string>& arguments);

}  // namespace heaplab::cli
