#include "grade/exercise_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <system_error>

#include "grade/command.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr double list_wall_s = 10;

std::vector<std::string> split(const std::string& line, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(line);
  for (std::string part; std::getline(stream, part, at);)
    if (at != ' ' || !part.empty()) parts.push_back(part);
  return parts;
}

ExerciseCase read_case(const std::string& line) {
  const std::vector<std::string> fields = split(line, '\t');
  ExerciseCase one;
  const char* const end =
      fields.size() < 3 ? nullptr : fields[2].data() + fields[2].size();
  if (end == nullptr || fields[0].empty() ||
      std::from_chars(fields[2].data(), end, one.points).ptr != end) {
    throw GraderError(fmt::format(
        "expected ID, title, points and functions, found \"{}\"", line));
  }
  one.id = fields[0];
  one.title = fields[1];
  if (fields.size() > 3) one.functions = split(fields[3], ' ');
  return one;
}

}  // namespace

std::vector<ExerciseCase> read_case_list(std::string_view text) {
  std::vector<ExerciseCase> cases;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);)
    cases.push_back(read_case(line));
  return cases;
}

bool has_cases(const Manifest& lab, const Exercise& exercise) {
  std::error_code none;
  return exercise.has_program() &&
         fs::exists(lab.folder() / "exercises" / (exercise.id + ".cpp"), none);
}

std::vector<ExerciseCase> list_cases(const Kit& kit, const Manifest& lab,
                                     const Exercise& exercise,
                                     const Toolchain& tools) {
  const fs::path program = kit.cases(isa_name(tools.isa), lab.id, exercise.id);
  std::error_code none;
  if (!fs::exists(program, none)) {
    throw GraderError(
        fmt::format("{}: the cases of {} are not built; build the kit again",
                    program.string(), exercise.id));
  }
  Command command;
  command.argv = tools.runner;
  command.argv.insert(command.argv.end(), {program.string(), "--list"});
  command.wall_s = list_wall_s;
  const CommandResult result = run_command(command);
  if (!result.succeeded()) {
    throw GraderError(
        fmt::format("{} --list failed: {}", program.string(), result.output));
  }
  return read_case_list(result.output);
}

std::vector<std::string> functions_of(const std::vector<ExerciseCase>& cases) {
  std::vector<std::string> functions;
  for (const ExerciseCase& one : cases) {
    for (const std::string& name : one.functions) {
      if (std::find(functions.begin(), functions.end(), name) ==
          functions.end())
        functions.push_back(name);
    }
  }
  return functions;
}

}  // namespace heaplab::grade
