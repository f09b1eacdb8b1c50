// The program of an exercise: see case.hpp for its options.
#pragma once

namespace heaplab::abi {

// Exit status: 0 passed or listed, 1 failed, 2 wrong usage.
int run_program(int count, char** words);

}  // namespace heaplab::abi
