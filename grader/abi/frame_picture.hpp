// Pictures of the student's stack that the checker takes by itself.
#pragma once

#include <cstdint>
#include <string>

#include "abi/machine.hpp"

namespace heaplab::abi {

// For a finding about the stack, unless the case kept a picture itself: the
// words around the stack pointer that the function left.
void draw_for_finding(Rule rule);
// The same from a stack pointer and frame pointer of a crash.
void draw_crash(std::uint64_t stack_pointer, std::uint64_t frame);
// For --frame: at the function's first call.
void draw_call(const Registers& at_entry);
// For --frame: of a function that called nothing.
void draw_after_return();

// "SP off by +8 on return"
std::string stack_pointer_off_text(std::uint64_t stack_pointer);

}  // namespace heaplab::abi
