// The programs of the exercise diagnosis: labs/LAB/diagnosis/NN-name.cpp, each
// with one mistake, and its facts in NN-name.toml beside it:
//
//   title = "…"             what the program is for
//   tool = "memcheck"       or "asan": which report is shown
//   shows = "double-free"   a word of error_classes()
//   cwe = [415]             all that are right
//   explanation = "…"       shown once the answers are right
//   [values]                differ from student to student:
//   rows = [5, 9]             a whole number, both ends included
//   unit = ["hPa", "mbar"]    one of these
//
// The source is a template. `$rows` stands for its value. Lines that begin with
// `//!` are marks, which no student sees; they are about the next line:
//
//   //! guilty              the line at which it happens
//   //! allocated           the line that asks for the block concerned
//   //! when site=1         the line is there for this value of `site` only
//   //! unless site=1       … for all others only
//   //! guilty if site=1    the same for the marks above; they can be combined
//
// or about all lines up to `//! end`:
//
//   //! shuffle             pieces, divided by `//! and`, in any order
//   //! rows 4 9 a b        so many copies, each with new values of a and b
//
// `rows` may stand in a piece of `shuffle`, nothing else in another. Lines
// `// clang-format …` are left out too.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "grade/diagnosis/classes.hpp"

namespace heaplab::grade::diagnosis {

enum class Tool : std::uint8_t { memcheck, asan };

// A value that differs: a number of low … high or, where there are some, one of
// the words.
struct Values {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::vector<std::string> words;
};

struct Program {
  std::string name;  // "03-row-sums"
  std::filesystem::path file;
  std::string title;
  Tool tool = Tool::memcheck;
  std::string error_class;
  std::vector<std::uint64_t> cwes;
  std::string explanation;
  std::map<std::string, Values> values;
  std::vector<std::string> lines;  // the template

  bool accepts(std::uint64_t cwe) const;
};

// All in `folder`, by name. Throws InputError, `file:line: …`.
std::vector<Program> read_programs(const std::filesystem::path& folder);

// For the tests.
inline void PrintTo(const Program& program, std::ostream* stream) {
  *stream << program.name;
}

}  // namespace heaplab::grade::diagnosis
