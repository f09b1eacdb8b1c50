// The memory that the reference's repairs need: what memory.toml records.
#pragma once

#include <map>
#include <string>

#include "grade/clinic/program.hpp"

namespace heaplab::grade::clinic {

// Builds the solution's file and runs all tests of `program`. Throws InputError
// for a test that it does not pass.
std::map<std::string, Memory> measure(const Kit& kit, const Manifest& lab,
                                      const Program& program);

// Whether two measurements may be of the same program: another compiler or
// library asks for a little more or less.
bool is_near(const Memory& measured, const Memory& recorded);

}  // namespace heaplab::grade::clinic
