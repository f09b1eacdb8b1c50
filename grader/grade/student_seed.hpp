// What is made for one student is made from this number.
#pragma once

#include <cstdint>
#include <string_view>

namespace heaplab::grade {

// A hash of the id, without regard to upper and lower case.
std::uint64_t student_seed(std::string_view student);

}  // namespace heaplab::grade
