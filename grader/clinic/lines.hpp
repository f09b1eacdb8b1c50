// What the grader is told: lines on standard output that begin with a word made
// for this run, so that nothing that a program prints is taken for one.
#pragma once

#include <string>

namespace clinic {

// `NONCE KEY TEXT`, with newlines in the text as "\n". The grader reads them in
// grade/clinic/said.cpp.
void say(const std::string& nonce, const char* key, const std::string& text);

}  // namespace clinic
