// How the compiler passes a struct: it is called with one, and what arrived is
// looked at. Bytes of padding are not compared, as nobody copies them.
#pragma once

#include <string>

#include "structs_samples.hpp"

namespace heaplab::abi {

struct Observed {
  Passing passing;
  std::string picture;  // of the stack at the call
};

// Ends the program without a verdict when what arrived fits no rule: that is
// the kit's mistake.
Observed observe(const Sample& sample);

bool same_passing(const Passing& one, const Passing& other);

// "in xmm0 and rdi", "on the stack", "by a pointer in rdi to a copy".
std::string passing_text(const Passing& passing);

}  // namespace heaplab::abi
