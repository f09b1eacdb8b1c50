// A program of the exercise diagnosis as one student gets it, with the answers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grade/diagnosis/program.hpp"

namespace heaplab::grade::diagnosis {

struct Sheet {
  std::vector<std::string> source;  // lines, without marks
  std::uint64_t guilty = 0;         // line of it, from 1
  std::uint64_t allocated = 0;      // the same; 0: no block is concerned
  std::map<std::string, std::string> chosen;  // the values

  std::string text() const;
};

// Always the same for one student. Throws InputError, `file:line: …`, for a
// template with a wrong mark, an unknown value, or not one guilty line.
Sheet make_sheet(const Program& program, std::string_view student);

}  // namespace heaplab::grade::diagnosis
