// Notes: a program of the clinic for the clinic's own tests.
#pragma once

#include <string>

namespace notes {

std::string shout(const std::string& text);  // "HELLO" for "hello"
char* copy(const char* text);                // the caller frees it
std::string first_line(const char* path);    // empty where there is none
std::string praise(int number);              // "note 3 is good"

}  // namespace notes
