// What the tests of the clinic's programs may use of the kit, beside
// GoogleTest.
#pragma once

#include <string>
#include <string_view>

namespace clinic {

// The path of `file` in the inputs folder of the program that is tested.
std::string input(std::string_view file);

// How many file descriptors this process has open.
int open_descriptors();

}  // namespace clinic
