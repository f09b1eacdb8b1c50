// Where in a student's files a stack passed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grade/memory_error.hpp"
#include "valgrind/error.hpp"

namespace heaplab::grade {

// "csv::put" for "csv::put(char*, int)".
std::string short_function(std::string_view function);

// A stack, cut down to what a student wants to know of it.
struct Place {
  std::string line;       // "csv.cpp:57"; empty: no frame of the student's
  std::string through;    // "strlen", in which it happened; empty: in the line
  std::string innermost;  // the function of the first frame, whoever's it is
  std::vector<std::string> frames;  // "csv.cpp:57 in csv::put", innermost first
};

// Of `through` only names are told that a student knows: of the C library, and
// the operators. Inner parts of the C++ library are not.
Place place_of(const std::vector<valgrind::Frame>& frames,
               const StudentFiles& files);

// "at csv.cpp:57", "at csv.cpp:57 in strlen", "outside your files in strlen".
std::string at(const Place& place);
// "csv.cpp:57", or "code outside your files".
std::string who(const Place& place);
// The frames, joined by newlines.
std::string source_of(const Place& place);
// "1 byte", "12 bytes"
std::string counted(std::uint64_t count, std::string_view noun);

}  // namespace heaplab::grade
