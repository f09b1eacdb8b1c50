// The words with which a student says what kind of error a report shows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heaplab::grade::diagnosis {

struct ErrorClass {
  std::string_view word;   // "use-after-free"
  std::string_view means;  // at most 50 columns
  // What Memcheck says of it, and AddressSanitizer: a regular expression each,
  // found in the report's first error; of Memcheck's, as one line. Empty: the
  // tool does not see it.
  std::string_view memcheck;
  std::string_view asan;
};

// All of them, in the order of the sheet.
const std::vector<ErrorClass>& error_classes();

// nullptr where there is no such class.
const ErrorClass* find_class(std::string_view word);

// The closest word; empty where none is close.
std::string_view nearest_class(std::string_view word);

}  // namespace heaplab::grade::diagnosis
