// The one thing that a program of an exercise says: its verdict, as lines that
// begin with the nonce. `--frame` prints the picture instead.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "abi/case.hpp"

namespace heaplab::abi {

struct Output {
  std::string nonce;     // empty: lines without one, for people
  bool picture = false;  // --frame
};
void set_output(Output output);

// Both end the process by _exit(): nothing of the student's runs after it.
[[noreturn]] void say_passed();
[[noreturn]] void say_failed(const Violation& violation);

// The picture of the finding; the last one counts.
void set_picture(std::string picture);
bool have_picture();

// In a signal handler: what is printed by printf() until now may be lost.
void lose_buffered_output();

}  // namespace heaplab::abi
