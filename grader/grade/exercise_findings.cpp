#include "grade/exercise_findings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>
#include <sstream>
#include <system_error>

#include "grade/compile.hpp"
#include "grade/object_symbols.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

using judge::Finding;
using judge::FindingKind;

constexpr std::size_t longest_quote = 60;  // bytes

// Line `number` of a file, from 1; empty where there is none.
std::string line_of(const fs::path& file, std::size_t number) {
  std::istringstream lines(read_file(file));
  std::string line;
  for (std::size_t at = 0; at < number; ++at)
    if (!std::getline(lines, line)) return {};
  return trace::printable(line);
}

std::size_t line_number(const std::string& source) {
  const std::size_t colon = source.rfind(':');
  return colon == std::string::npos
             ? 0
             : std::stoul("0" + source.substr(colon + 1));
}

// "sum3, pick9th and byte_at"
std::string in_words(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  const std::string last = names.back();
  if (names.size() == 1) return last;
  return fmt::format("{} and {}",
                     fmt::join(names.begin(), names.end() - 1, ", "), last);
}

// A file of C++ beside the one that is missing, or in the folder above.
std::string cpp_instead(const fs::path& submission, const std::string& name) {
  for (const char* extension : {".cpp", ".cc", ".cxx", ".C", ".c"}) {
    fs::path other(name);
    other.replace_extension(extension);
    for (const fs::path& path : {other, other.filename()}) {
      std::error_code none;
      if (fs::exists(submission / path, none)) return path.string();
    }
  }
  return {};
}

// Where `word` stands in a file, comments left out: "x86-64/leaf.S:4".
std::string place_of(const ExerciseFile& file, const std::string& word) {
  static const std::regex comment("^\\s*(//|#|/?\\*).*");
  const std::regex whole("(^|[^\\w])" + word + "($|[^\\w])");
  std::istringstream lines(read_file(file.source));
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (std::regex_match(line, comment)) continue;
    if (std::regex_search(line, whole))
      return fmt::format("{}:{}", file.name, number);
  }
  return {};
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_permitted(const Exercise& exercise,
                  const std::vector<ExerciseFile>& files,
                  const ExerciseFile& caller, const std::string& symbol) {
  return contains(exercise.calls, symbol) ||
         symbol == "_GLOBAL_OFFSET_TABLE_" ||
         (!caller.is_assembly() && is_of_the_compiler(symbol)) ||
         std::any_of(files.begin(), files.end(),
                     [&symbol](const ExerciseFile& file) {
                       return contains(file.defined, symbol);
                     });
}

Finding forbidden(const Exercise& exercise, const ExerciseFile& file,
                  const std::string& symbol) {
  Finding finding;
  finding.kind = FindingKind::forbidden_symbol;
  finding.expected = fmt::format(
      "{} calls nothing outside this exercise{}", file.name,
      exercise.calls.empty() ? "" : " but " + in_words(exercise.calls));
  finding.actual =
      fmt::format("{} calls {}", short_name(file.name), demangled(symbol));
  if (!exercise.calls_note.empty())
    finding.actual += "; " + exercise.calls_note;
  finding.source = place_of(file, symbol);
  return finding;
}

}  // namespace

std::string short_name(const std::string& name) {
  return fs::path(name).filename().string();
}

Finding missing_file_finding(const ExerciseBuild& build,
                             const std::string& name) {
  Finding finding;
  finding.kind = FindingKind::missing_function;
  finding.expected = name;
  const std::size_t files =
      build.exercise.assembly.size() + build.exercise.sources.size();
  if (files == 1 && !build.functions.empty())
    finding.expected += fmt::format(" with {}", in_words(build.functions));
  finding.actual = fmt::format("{} is missing", short_name(name));
  const std::string instead =
      name.ends_with(".S") ? cpp_instead(build.submission, name) : "";
  if (!instead.empty() && !contains(build.exercise.sources, instead)) {
    finding.kind = FindingKind::wrong_language;
    finding.expected = fmt::format("{} in assembly", name);
    finding.actual = fmt::format("{} is missing, and there is {}",
                                 short_name(name), instead);
  }
  return finding;
}

Finding refused_finding(const ExerciseFile& file, const std::string& output,
                        const fs::path& folder) {
  Finding finding = compile_finding(output, folder, file.name);
  if (!file.is_assembly()) return finding;
  finding.expected = fmt::format("{} assembles", file.name);
  const std::size_t number = line_number(finding.source);
  if (is_cpp_line(line_of(file.source, number)))
    return wrong_language_finding(file, number);
  // GNU as does not show the line.
  if (number != 0 && finding.output == finding.actual + "\n")
    finding.output =
        fmt::format("{:5} | {}\n", number, line_of(file.source, number));
  return finding;
}

bool is_cpp_line(const std::string& line) {
  static const std::regex header(R"(^\s*#\s*include\s*<\w+>.*)");
  static const std::regex statement(
      R"(^\s*(extern|static|inline|constexpr|namespace|class|struct|template|)"
      R"(using|return|if|for|while|int|long|unsigned|char|void|auto|double|)"
      R"(bool|std::\w+)\b[^%$]*[;{(].*)");
  return std::regex_match(line, header) || std::regex_match(line, statement);
}

Finding wrong_language_finding(const ExerciseFile& file, std::size_t number) {
  Finding finding;
  finding.kind = FindingKind::wrong_language;
  finding.expected = fmt::format("{} in assembly", file.name);
  finding.actual = fmt::format("{} is C++", short_name(file.name));
  if (number == 0) return finding;
  std::string line = line_of(file.source, number);
  if (line.size() > longest_quote) line = line.substr(0, longest_quote) + "…";
  finding.actual += fmt::format(": line {} is \"{}\"", number, line);
  finding.source = fmt::format("{}:{}", file.name, number);
  return finding;
}

std::optional<Finding> forbidden_symbol_finding(
    const Exercise& exercise, const std::vector<ExerciseFile>& files) {
  for (const ExerciseFile& file : files) {
    for (const std::string& symbol : file.undefined) {
      if (!is_permitted(exercise, files, file, symbol))
        return forbidden(exercise, file, symbol);
    }
  }
  return std::nullopt;
}

std::optional<Finding> taken_name_finding(
    const Exercise& exercise, const std::vector<ExerciseFile>& files,
    std::vector<std::string> kit) {
  std::sort(kit.begin(), kit.end());
  for (const ExerciseFile& file : files) {
    for (const std::string& symbol : file.defined) {
      if (!std::binary_search(kit.begin(), kit.end(), symbol) ||
          contains(file.vague, symbol) || contains(exercise.calls, symbol))
        continue;
      Finding finding;
      finding.kind = FindingKind::forbidden_symbol;
      finding.expected = "names that neither the kit nor the C library has";
      finding.actual =
          fmt::format("{} defines {}, which they have; choose another name",
                      short_name(file.name), demangled(symbol));
      finding.source = place_of(file, symbol);
      return finding;
    }
  }
  return std::nullopt;
}

Finding link_finding(const std::vector<ExerciseFile>& files,
                     const std::string& output, const fs::path& folder) {
  static const std::regex twice("multiple definition of [`'\"]([^'\"]+)['\"]");
  std::smatch found;
  if (!std::regex_search(output, found, twice))
    return compile_finding(output, folder, files.front().name);
  const std::string symbol = found[1];
  std::vector<std::string> owners;
  Finding finding;
  for (const ExerciseFile& file : files) {
    if (!contains(file.defined, symbol)) continue;
    owners.push_back(short_name(file.name));
    finding.source = place_of(file, symbol);
  }
  finding.kind = FindingKind::compile_error;
  finding.expected = "every name is defined once";
  finding.actual = fmt::format("{} {} {}", in_words(owners),
                               owners.size() > 1 ? "all define" : "defines",
                               demangled(symbol));
  return finding;
}

}  // namespace heaplab::grade
