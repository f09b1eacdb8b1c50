// A file of answers, in TOML, that begins with the student whose they are:
// what the graders of such files have in common.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "judge/finding.hpp"

namespace heaplab::grade {

// What is wrong with the file as a whole; thrown.
struct Unusable {
  judge::Finding finding;
};

class AnswerFile {
 public:
  // `lines` says what it consists of, for who wrote something else: "lines
  // KEY = NUMBER"; `first_step` is what to do first. Throws Unusable, and
  // InputError for a file that cannot be read.
  AnswerFile(const std::filesystem::path& file, std::string_view lines,
             std::string_view first_step);

  const toml::table& document() const { return document_; }

  // Throws Unusable where there is none or where it is not `wanted`, which may
  // be empty.
  std::string student(const std::string& wanted) const;

  // The first key in `table` that is none of `known`.
  std::optional<judge::Finding> stranger(
      const toml::table& table,
      const std::vector<std::string_view>& known) const;

  // A finding in this file; `line` 0: in no particular one.
  judge::Finding wrong(std::string expected, std::string actual,
                       std::uint32_t line = 0) const;

  static std::uint32_t line_of(const toml::node& node) {
    return node.source().begin.line;
  }

 private:
  std::string name_;
  std::string first_step_;
  toml::table document_;
};

// The student that `file` names. Empty where it names none; throws InputError
// for a file that cannot be read.
std::string student_of(const std::filesystem::path& file);

}  // namespace heaplab::grade
