// What a result was measured on.
#pragma once

#include <map>
#include <string>

namespace heaplab::grade {

// "cpu", "cpus", "architecture", "kernel", "compiler", "load" (the average of
// the last minute).
std::map<std::string, std::string> machine_description();

}  // namespace heaplab::grade
