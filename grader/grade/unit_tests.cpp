#include "grade/unit_tests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <system_error>

#include "grade/command.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::json;

Check skipped(const UnitTestOptions& options) {
  Check check;
  check.id = "tests";
  check.title = "unit tests";
  check.verdict = Verdict::skipped;
  check.reason = fmt::format("needs {}, which is not built; build the kit",
                             options.program.filename().string());
  return check;
}

Check check_of(const std::string& suite, const std::string& name,
               const UnitTestOptions& options) {
  Check check;
  check.id = fmt::format("tests/{}.{}", suite, name);
  check.title = words_of(name);
  check.max_score = options.points;
  return check;
}

void pass(Check& check) {
  check.verdict = Verdict::passed;
  check.score = check.max_score;
}

judge::Finding finding_of(const Check& check, judge::FindingKind kind,
                          const UnitTestOptions& options) {
  judge::Finding finding;
  finding.kind = kind;
  finding.trace = check.id.substr(check.id.find('/') + 1);
  if (options.reproduce) finding.reproduce = options.reproduce(check.id);
  return finding;
}

std::string printable_text(const std::string& text) {
  std::string safe;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!safe.empty()) safe += "\n";
    safe += trace::printable(line);
  }
  return safe;
}

// GoogleTest's failure: "/path/x_test.cpp:12\nwhat was expected …".
judge::Finding failure_finding(const Check& check, const Json& failures,
                               const UnitTestOptions& options) {
  judge::Finding finding =
      finding_of(check, judge::FindingKind::unit_test_failed, options);
  const auto text = failures.at(0).at("failure").get<std::string>();
  const std::size_t end = std::min(text.find('\n'), text.size());
  finding.source = fs::path(text.substr(0, end)).filename().string();
  finding.expected = fmt::format("{}: {}", finding.trace, check.title);
  finding.actual = printable_text(text.substr(std::min(end + 1, text.size())));
  return finding;
}

Check read_test(const Json& test, const UnitTestOptions& options) {
  Check check = check_of(test.at("classname").get<std::string>(),
                         test.at("name").get<std::string>(), options);
  const auto result = test.value("result", "COMPLETED");
  if (result == "SKIPPED") {
    check.verdict = Verdict::skipped;
    check.reason = "the test skipped itself";
  } else if (test.contains("failures")) {
    check.finding = failure_finding(check, test.at("failures"), options);
  } else {
    pass(check);
  }
  return check;
}

// What is known about a test from the program's output alone.
enum class Seen { nothing, passed, failed };

Seen seen_in(const std::string& output, const std::string& test) {
  if (output.find("[       OK ] " + test + " ") != std::string::npos) {
    return Seen::passed;
  }
  if (output.find("[  FAILED  ] " + test + " ") != std::string::npos) {
    return Seen::failed;
  }
  return Seen::nothing;
}

std::string output_of(const std::string& output, const std::string& test) {
  const std::string begin = "[ RUN      ] " + test + "\n";
  const std::size_t at = output.find(begin);
  if (at == std::string::npos) return {};
  const std::size_t from = at + begin.size();
  return output.substr(from, output.find("\n[  FAILED  ] ", from) - from);
}

void judge_unfinished(Check& check, const CommandResult& run,
                      const UnitTestOptions& options) {
  if (!run.timed_out) {
    check.verdict = Verdict::grader_error;
    check.reason = fmt::format(
        "{} ended before this test did ({}); this is a fault of the kit",
        options.program.filename().string(),
        run.signal != 0 ? fmt::format("signal {}", run.signal)
                        : fmt::format("exit {}", run.exit_code));
    return;
  }
  check.finding = finding_of(check, judge::FindingKind::time_out, options);
  check.finding->expected =
      fmt::format("all unit tests end within {} s", options.wall_s);
  check.finding->actual = "the time was used up before this test ended";
}

// When the program was stopped or crashed: one check for each test it has.
Check check_from_output(Check check, const CommandResult& run,
                        const UnitTestOptions& options) {
  const std::string test = check.id.substr(check.id.find('/') + 1);
  const Seen seen = seen_in(run.output, test);
  if (seen == Seen::passed) {
    pass(check);
  } else if (seen == Seen::failed) {
    const Json failures = {{{"failure", output_of(run.output, test)}}};
    check.finding = failure_finding(check, failures, options);
  } else {
    judge_unfinished(check, run, options);
  }
  return check;
}

// "Suite.\n  Test\n  Other  # comment\n"
std::vector<Check> read_test_list(const std::string& list,
                                  const UnitTestOptions& options) {
  std::vector<Check> checks;
  std::string suite;
  std::istringstream lines(list);
  for (std::string line; std::getline(lines, line);) {
    const std::string name = line.substr(0, line.find("  #"));
    if (name.starts_with("  ")) {
      checks.push_back(check_of(suite, name.substr(2), options));
    } else if (name.ends_with('.')) {
      suite = name.substr(0, name.size() - 1);
    }
  }
  return checks;
}

Command command_for(const UnitTestOptions& options, std::string argument) {
  Command command;
  command.argv = {options.program.string(), std::move(argument),
                  "--gtest_color=no"};
  if (!options.filter.empty()) {
    command.argv.push_back("--gtest_filter=" + options.filter);
  }
  command.environment = {"HEAPLAB_SUBMISSION=" + options.object.string(),
                         "HEAPLAB_PLAYER=" + options.player.string()};
  command.wall_s = options.wall_s;
  return command;
}

std::vector<Check> checks_without_report(const CommandResult& run,
                                         const UnitTestOptions& options) {
  const CommandResult list =
      run_command(command_for(options, "--gtest_list_tests"));
  std::vector<Check> checks = read_test_list(list.output, options);
  if (!list.succeeded() || checks.empty()) {
    throw GraderError(
        fmt::format("{} does not list its tests; build the kit "
                    "again",
                    options.program.string()));
  }
  for (Check& check : checks) check = check_from_output(check, run, options);
  return checks;
}

}  // namespace

std::string words_of(const std::string& test_name) {
  std::string words;
  for (const char c : test_name) {
    const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (upper && !words.empty()) words += ' ';
    if (c == '_') {
      words += ' ';
    } else {
      const int lower = std::tolower(static_cast<unsigned char>(c));
      words += words.empty() ? c : static_cast<char>(lower);
    }
  }
  return words;
}

std::vector<Check> read_test_report(const std::string& json,
                                    const UnitTestOptions& options) {
  try {
    std::vector<Check> checks;
    const Json report = Json::parse(json);
    for (const Json& suite : report.at("testsuites")) {
      for (const Json& test : suite.at("testsuite")) {
        checks.push_back(read_test(test, options));
      }
    }
    return checks;
  } catch (const Json::exception& error) {
    throw GraderError(fmt::format("{} wrote a report that cannot be read: {}",
                                  options.program.string(), error.what()));
  }
}

std::vector<Check> run_unit_tests(const UnitTestOptions& options) {
  std::error_code none;
  if (!fs::exists(options.program, none)) return {skipped(options)};
  const sandbox::ScratchFolder folder;
  const fs::path report = folder.path() / "report.json";
  const CommandResult run = run_command(
      command_for(options, "--gtest_output=json:" + report.string()));
  if (run.timed_out || !fs::exists(report, none)) {
    return checks_without_report(run, options);
  }
  return read_test_report(read_file(report), options);
}

}  // namespace heaplab::grade
