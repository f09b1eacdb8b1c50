#include "grade/clinic/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <system_error>

#include "grade/clinic/memory_file.hpp"
#include "grade/toml_table.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade::clinic {
namespace fs = std::filesystem;
namespace {

struct Named {
  const char* name;
  Detector detector;
};

constexpr Named detectors[] = {{"memcheck", Detector::memcheck},
                               {"asan", Detector::asan},
                               {"ubsan", Detector::ubsan},
                               {"assertions", Detector::assertions},
                               {"native", Detector::native},
                               {"growth", Detector::growth},
                               {"descriptors", Detector::descriptors}};

Detector read_detector(TomlTable& table) {
  const std::string name = table.text("detector");
  for (const Named& one : detectors)
    if (one.name == name) return one.detector;
  table.fail("detector",
             fmt::format("\"detector\" must be memcheck, asan, ubsan, "
                         "assertions, native, growth or descriptors, found "
                         "\"{}\"",
                         name));
}

// Lines are broken again where they are shown.
std::string flowing(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

Bug read_bug(TomlTable table) {
  static const std::regex form("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  Bug bug;
  bug.id = table.text("id");
  if (!std::regex_match(bug.id, form) || bug.id == "works") {
    table.fail("id", fmt::format("\"id\" must be small letters and digits with "
                                 "\"-\" between, and not \"works\", found "
                                 "\"{}\"",
                                 bug.id));
  }
  bug.title = table.text("title");
  bug.cwe = table.wholes("cwe");
  bug.detector = read_detector(table);
  bug.hint = table.text("hint");
  bug.suite = suite_of(bug.id);
  table.finish();
  return bug;
}

void read_toml(Program& program) {
  const toml::table document =
      parse_toml(read_file(program.path), program.path);
  TomlTable top(document, program.path, "the top level");
  program.title = top.text("title");
  program.purpose = flowing(top.text("purpose"));
  program.symptom = flowing(top.text("symptom"));
  program.calls = top.texts("calls");
  if (top.has("defines")) program.defines = top.texts("defines");
  if (top.has("arguments")) program.arguments = top.texts("arguments");
  for (const TomlTable& table : top.tables("bugs"))
    program.bugs.push_back(read_bug(table));
  top.finish();
}

// The tests that a source declares, in its order.
void read_tests(const fs::path& source, bool hidden, Program& program) {
  static const std::regex test(
      "\\bTEST(_F)?\\(\\s*(\\w+)\\s*,\\s*(\\w+)\\s*\\)");
  const std::string text = read_file(source);
  for (std::sregex_iterator at(text.begin(), text.end(), test), end; at != end;
       ++at) {
    const Test found{fmt::format("{}.{}", (*at)[2].str(), (*at)[3].str()),
                     (*at)[2].str(), hidden};
    const auto known = std::any_of(
        program.tests.begin(), program.tests.end(),
        [&found](const Test& one) { return one.name == found.name; });
    if (known) {
      throw InputError(fmt::format(
          "{}: expected a name that no other test of the program has, visible "
          "or hidden, found {} again; rename it",
          source.string(), found.name));
    }
    program.tests.push_back(found);
  }
}

void require_tests(const Program& program) {
  std::vector<std::string> suites{std::string(works_suite)};
  for (const Bug& bug : program.bugs) suites.push_back(bug.suite);
  for (const std::string& suite : suites) {
    if (!program.tests_of(suite).empty()) continue;
    throw InputError(
        fmt::format("{}: expected a test of the suite {}, found "
                    "none; add TEST({}, …)",
                    program.path.string(), suite, suite));
  }
}

}  // namespace

std::string suite_of(const std::string& bug) {
  std::string suite;
  bool starts = true;
  for (const char c : bug) {
    const auto letter = static_cast<unsigned char>(c);
    if (c != '-') suite += starts ? static_cast<char>(std::toupper(letter)) : c;
    starts = c == '-';
  }
  return suite;
}

std::vector<Test> Program::tests_of(std::string_view suite) const {
  std::vector<Test> found;
  for (const Test& test : tests)
    if (test.suite == suite) found.push_back(test);
  return found;
}

Program read_program(const Kit& kit, const Manifest& lab,
                     const Exercise& exercise, bool hidden) {
  Program program;
  program.id = exercise.id;
  program.file = exercise.repairs;
  program.folder = lab.folder() / "clinic" / exercise.id;
  program.path = program.folder / "program.toml";
  read_toml(program);
  const std::string tests = exercise.id + "_test.cpp";
  read_tests(program.folder / tests, false, program);
  if (hidden) {
    read_tests(kit.solution(lab.id) / "hidden" / "clinic" / tests, true,
               program);
  }
  require_tests(program);
  for (const bool which : {false, true}) {
    const fs::path file = memory_file(kit, lab, exercise.id, which);
    std::error_code none;
    if (fs::exists(file, none)) read_memory(file, program.reference);
  }
  return program;
}

}  // namespace heaplab::grade::clinic
