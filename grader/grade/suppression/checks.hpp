// The grading of memcheck.supp by what it does. The folder labs/LAB/suppression
// holds a vendor's library, registry.cpp, and two programs that use it:
// app.cpp, whose errors the file must suppress, all of them and for any
// plugins, and later.cpp, in which lines marked `// mistake: NAME` have errors
// that it must not hide.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "grade/error_tools.hpp"
#include "grade/result.hpp"

namespace heaplab::grade::suppression {

struct Task {
  std::filesystem::path file;     // memcheck.supp of the submission
  std::filesystem::path program;  // labs/LAB/suppression
  std::string prefix;             // of the check ids: "suppression/"
  double points = 0;
  std::string folders = tool_folders;  // where Valgrind is looked for
};

// Where later.cpp has a mistake.
struct Mistake {
  std::string name;
  std::uint32_t line = 0;
  std::string text;  // of that line, without the mark
};
std::vector<Mistake> read_mistakes(const std::filesystem::path& program);

// Two checks of what must be suppressed, and one for each mistake. Not judged.
std::vector<Check> empty_checks(const Task& task);

// Judges those of them that are in `checks`. Without Valgrind they are skipped.
// `begin` is told of each run. Throws GraderError where the kit fails.
void judge_suppressions(const Task& task, std::vector<Check>& checks,
                        const RunConfined& run_confined,
                        const std::function<void(const std::string&)>& begin);

}  // namespace heaplab::grade::suppression
