#include "grade/program_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <csignal>
#include <sstream>

#include "grade/preload.hpp"
#include "grade/program_run.hpp"
#include "shim/crash_log.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_output = 2000;
constexpr double short_run_s = 0.5;

Check empty_check(const Run& run, const Program& program) {
  Check check;
  check.id = fmt::format("{}/{}", programs_group, program.name);
  check.title = program.title;
  check.max_score = run.lab.programs.points;
  return check;
}

// A program that crashes before the shim watches leaves no record.
judge::FindingKind kind_of(const sandbox::CommandOutcome& outcome,
                           const std::vector<Crash>& crashes) {
  using judge::FindingKind;
  const bool killed = outcome.signal == SIGXCPU || outcome.signal == SIGKILL;
  if (outcome.timed_out || (killed && !outcome.too_many_processes)) {
    return FindingKind::time_out;
  }
  const int signal = crashes.empty() ? outcome.signal : crashes.front().signal;
  if (signal == SIGABRT) return FindingKind::abort;
  const bool fault = signal == SIGSEGV || signal == SIGBUS ||
                     signal == SIGILL || signal == SIGFPE;
  return fault ? FindingKind::crash : FindingKind::program_differs;
}

std::string printable_output(const std::string& output) {
  std::string text;
  std::istringstream lines(output.substr(0, most_output));
  for (std::string line; std::getline(lines, line);) {
    text += trace::printable(line) + "\n";
  }
  return text;
}

Difference describe(const Program& program, const ProgramRun& expected,
                    const ProgramRun& actual) {
  const auto& outcome = actual.outcome;
  const std::string usual =
      fmt::format("it ends, as with the system's malloc, which takes {:.1f} s",
                  expected.seconds);
  if (outcome.timed_out) return {usual, "it was stopped: it did not end"};
  if (outcome.signal == SIGXCPU || outcome.signal == SIGKILL) {
    if (!outcome.too_many_processes) {
      return {usual, "it was stopped: it used up its time"};
    }
    return {"it starts no more processes than with the system's malloc",
            fmt::format("it was stopped: it started more than {} processes",
                        most_processes)};
  }
  return difference(program, expected, actual);
}

judge::Finding finding_of(const Run& run, const Check& check,
                          const Program& program, const Difference& difference,
                          const ProgramRun& actual, const fs::path& object) {
  const std::vector<Crash> crashes = read_crashes(object);
  judge::Finding finding;
  finding.kind = kind_of(actual.outcome, crashes);
  finding.trace = program.name;
  finding.operation = fmt::format("{}", fmt::join(program.command, " "));
  finding.expected = difference.expected;
  finding.actual = difference.actual;
  if (!crashes.empty()) finding.source = crashes.front().source;
  finding.output = printable_output(actual.outcome.output);
  finding.reproduce = run.reproduce(check.id);
  return finding;
}

ProgramResult result_of(const Check& check, const ProgramRun& expected,
                        const ProgramRun& actual) {
  ProgramResult result;
  result.name = check.id;
  result.correct = check.verdict == Verdict::passed;
  result.seconds = actual.seconds;
  result.system_seconds = expected.seconds;
  result.peak_bytes = actual.outcome.usage.peak_bytes;
  result.system_peak_bytes = expected.outcome.usage.peak_bytes;
  return result;
}

// A second time, in the other order, where that is quick: the lesser of two
// times is the one that was disturbed less.
void repeat(Run& run, const Program& program, const Bench& bench,
            ProgramRun& expected, ProgramRun& actual) {
  if (run.options.correctness_only || actual.seconds > short_run_s) return;
  const ProgramRun again =
      run_program(run.kit, program, bench.folder, bench.object, run.services);
  const ProgramRun system =
      run_program(run.kit, program, bench.folder, {}, run.services);
  actual.seconds = std::min(actual.seconds, again.seconds);
  expected.seconds = std::min(expected.seconds, system.seconds);
}

Check check_program(Run& run, const Program& program, const Preload& preload,
                    const fs::path& folder,
                    std::vector<ProgramResult>& measured) {
  Check check = empty_check(run, program);
  run.step(check.id);
  const std::string missing = missing_need(program);
  if (!missing.empty()) {
    set_skipped(check,
                fmt::format("needs {}, which is not installed", missing));
  } else if (can_preload(run, preload, check)) {
    try {
      compare_with_system(run, program, {preload.object(), folder}, check,
                          measured);
    } catch (const GraderError& error) {
      set_grader_error(check, error.what());
    }
  }
  return check;
}

}  // namespace

bool can_preload(const Run& run, const Preload& preload, Check& check) {
  judge::Finding finding;
  if (preload.compiled.finding) {
    finding = *preload.compiled.finding;
  } else if (!preload.missing.empty()) {
    finding.kind = judge::FindingKind::missing_operation;
    finding.expected = "the class has all that a malloc needs";
    finding.actual =
        fmt::format("it lacks {}()", fmt::join(preload.missing, "(), "));
  } else {
    return true;
  }
  finding.reproduce = run.reproduce(check.id);
  check.finding = std::move(finding);
  return false;
}

void compare_with_system(Run& run, const Program& program, const Bench& bench,
                         Check& check, std::vector<ProgramResult>& measured) {
  write_file(bench.object.string() + shim::crash_log_suffix, "");
  ProgramRun expected =
      run_program(run.kit, program, bench.folder, {}, run.services);
  if (expected.outcome.exit_code != 0) {
    return set_skipped(check, "it fails here with the system's malloc too");
  }
  ProgramRun actual =
      run_program(run.kit, program, bench.folder, bench.object, run.services);
  const Difference found = describe(program, expected, actual);
  if (found.expected.empty()) {
    check.verdict = Verdict::passed;
    check.score = check.max_score;
    repeat(run, program, bench, expected, actual);
  } else {
    check.finding =
        finding_of(run, check, program, found, actual, bench.object);
  }
  measured.push_back(result_of(check, expected, actual));
}

bool wants_programs(const Manifest& lab, const GradeOptions& options) {
  const std::string group = programs_group;
  return !lab.programs.folder.empty() && options.traces.empty() &&
         (options.check.empty() || options.check == group ||
          options.check.starts_with(group + "/"));
}

std::vector<Check> program_checks(Run& run,
                                  std::vector<ProgramResult>& measured) {
  if (!wants_programs(run.lab, run.options)) return {};
  std::vector<Program> programs = read_programs_folder(run.lab.programs.folder);
  std::erase_if(programs, [&run](const Program& program) {
    return !is_wanted(empty_check(run, program).id, run.options.check);
  });
  if (programs.empty()) {
    throw InputError(fmt::format(
        "{} has no check \"{}\"; \"./lab check {} {}\" runs all programs",
        run.lab.id, run.options.check, run.lab.id, programs_group));
  }
  run.progress.total += programs.size();
  const Preload preload =
      compile_preload(run.kit, run.lab, run.submission.name, run.services);
  const sandbox::ScratchFolder folder;
  std::vector<Check> checks;
  for (const Program& program : programs) {
    checks.push_back(
        check_program(run, program, preload, folder.path() / "run", measured));
  }
  return checks;
}

}  // namespace heaplab::grade
