// What Memcheck is asked, where the program runs under it.
#pragma once

#include <string>

namespace clinic {

// Writes a message into Memcheck's report, between its errors.
void mark(const std::string& text);

// Errors that it has counted so far, repeated ones too.
unsigned counted_errors();

// Looks for blocks that were lost since it looked last. Nothing of what has run
// before may be left on the stack: a stale pointer there hides a leak.
void look_for_leaks();

}  // namespace clinic
