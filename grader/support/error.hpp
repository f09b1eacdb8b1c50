// The two ways in which a command can fail that are not a verdict.
#pragma once

#include <stdexcept>
#include <string>

namespace heaplab {

// The user's input is wrong: a file, an option, a folder. `what()` is the whole
// message: where, what was expected, what was found, what to do next.
// Commands print it and exit with 2.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The grader itself failed (no memory, no process, a broken kit). Never a
// student's zero. Commands print it and exit with 3.
class GraderError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace heaplab
