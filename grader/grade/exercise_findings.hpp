// What can be wrong with a file of an exercise before it runs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grade/exercise_build.hpp"

namespace heaplab::grade {

// A file of the exercise, as it was handed in and compiled.
struct ExerciseFile {
  std::string name;              // "x86-64/leaf.S"
  std::filesystem::path source;  // the copy that is compiled
  std::filesystem::path object;
  std::vector<std::string> defined;
  std::vector<std::string> undefined;
  std::vector<std::string> vague;  // see ObjectSymbols

  bool is_assembly() const { return name.ends_with(".S"); }
};

// "leaf.S" for "x86-64/leaf.S".
std::string short_name(const std::string& name);

// The file is not there; where C++ stands in its place, that is what is said.
judge::Finding missing_file_finding(const ExerciseBuild& build,
                                    const std::string& name);

// What compiler or assembler printed, or, where the line is C++ and no
// assembly, that. `folder` is cut from paths.
judge::Finding refused_finding(const ExerciseFile& file,
                               const std::string& output,
                               const std::filesystem::path& folder);

// Whether a line is C++ and no assembly.
bool is_cpp_line(const std::string& line);

// Assembly was asked for; line `number` (from 1; 0: none in particular) shows
// that it is C++.
judge::Finding wrong_language_finding(const ExerciseFile& file,
                                      std::size_t number);

// The first call of something that is not permitted.
std::optional<judge::Finding> forbidden_symbol_finding(
    const Exercise& exercise, const std::vector<ExerciseFile>& files);

// The first definition of a name that the kit's half has, of which `kit` is the
// whole program without the student's: a linker may prefer the student's. The
// names in `calls` of the exercise may be defined too.
std::optional<judge::Finding> taken_name_finding(
    const Exercise& exercise, const std::vector<ExerciseFile>& files,
    std::vector<std::string> kit);

// What the linker printed.
judge::Finding link_finding(const std::vector<ExerciseFile>& files,
                            const std::string& output,
                            const std::filesystem::path& folder);

}  // namespace heaplab::grade
