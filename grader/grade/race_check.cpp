#include "grade/race_check.hpp"

#include <fmt/format.h>

#include <csignal>
#include <regex>
#include <set>
#include <sstream>

#include "grade/compile.hpp"
#include "grade/program.hpp"
#include "grade/program_run.hpp"
#include "support/program_file.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_report_lines = 24;
constexpr std::size_t most_source_lines = 4;

Build race_build(const Kit& kit, const BonusRule& bonus) {
  const fs::path shim = kit.grader() / "shim";
  Build build;
  build.file = bonus.file;
  build.program = true;
  build.add = {"-fsanitize=thread",
               "-pthread",
               "-I",
               kit.grader().string(),
               (shim / "threads" / "driver.cpp").string(),
               (shim / "system_heap.cpp").string(),
               (shim / "message.cpp").string()};
  build.readable = {kit.grader()};
  return build;
}

// The sanitizer places memory where the kernel's random addresses may be in
// its way.
std::vector<std::string> at_fixed_addresses(const fs::path& program) {
  const auto setarch = find_program("setarch", program_folders);
  if (!setarch) return {program.string()};
  return {setarch->string(), "-R", program.string()};
}

sandbox::CommandOutcome run_driver(const Run& run, const fs::path& program) {
  sandbox::CommandLimits limits;
  limits.readable = {"/usr",
                     "/lib",
                     "/lib64",
                     "/bin",
                     "/etc/ld.so.cache",
                     "/proc",
                     program.parent_path()};
  limits.writable = {"/dev/null"};
  limits.memory_bytes = 0;  // the sanitizer reserves all there is
  limits.cpu_s = 30;
  limits.wall_s = 90;
  limits.isolated = true;
  limits.most_processes = 40;
  return run.services.run_confined(
      at_fixed_addresses(program), limits,
      {"LC_ALL=C", "PATH=/usr/bin:/bin",
       "TSAN_OPTIONS=halt_on_error=1 exitcode=66 history_size=4"});
}

// "threads.cpp:57 in Cache::pop()" for each frame in a submitted file.
std::string frames_in(const std::string& report,
                      const std::vector<fs::path>& submitted) {
  static const std::regex frame(R"(^\s+#\d+ (.*) \S*?([^/ ]+):(\d+)( \(.*)?$)");
  std::set<std::string> files;
  for (const fs::path& file : submitted) files.insert(file.filename().string());
  std::istringstream lines(report);
  std::string text;
  std::size_t count = 0;
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (!std::regex_match(line, match, frame)) continue;
    if (files.count(match[2]) == 0 || ++count > most_source_lines) continue;
    text +=
        fmt::format("{}{}:{} in {}", text.empty() ? "" : "\n", match[2].str(),
                    match[3].str(), trace::printable(match[1].str()));
  }
  return text;
}

std::string first_lines(const std::string& output) {
  std::istringstream lines(output);
  std::string text;
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (++count > most_report_lines) break;
    text += trace::printable(line) + "\n";
  }
  return text;
}

struct Ending {
  judge::FindingKind kind;
  std::string actual;
};
Ending ending_of(const sandbox::CommandOutcome& outcome) {
  using judge::FindingKind;
  const std::string& output = outcome.output;
  const auto says = [&output](const char* text) {
    return output.find(text) != std::string::npos;
  };
  if (says("ThreadSanitizer: data race")) {
    return {FindingKind::data_race,
            "two threads used the same bytes at once, and one of them wrote"};
  }
  if (outcome.timed_out || outcome.signal == SIGXCPU ||
      outcome.signal == SIGKILL) {
    return {FindingKind::time_out, "the threads did not come to their end"};
  }
  if (says("a payload has changed")) {
    return {FindingKind::payload_changed,
            "a byte of a live block was not what its owner had written"};
  }
  if (says("a request was refused")) {
    return {FindingKind::refused_while_free,
            "a request was refused while there was room"};
  }
  if (outcome.exit_code == 4) {
    return {FindingKind::missing_operation,
            "the class lacks: static constexpr bool thread_safe = true"};
  }
  return {FindingKind::crash, "the program crashed or ended early"};
}

judge::Finding finding_of(const Run& run, const Check& check,
                          const sandbox::CommandOutcome& outcome) {
  const Ending ending = ending_of(outcome);
  judge::Finding finding;
  finding.kind = ending.kind;
  finding.trace = "four threads that free each other's blocks";
  finding.expected =
      "every block keeps its bytes, and no two threads use the same bytes "
      "without a lock or an atomic in between";
  finding.actual = ending.actual;
  finding.source =
      frames_in(outcome.output, submitted_files(run.submission.name, run.lab));
  finding.output = first_lines(outcome.output);
  finding.reproduce = run.reproduce(check.id);
  return finding;
}

bool lacks_sanitizer(const std::string& output) {
  return output.find("tsan") != std::string::npos &&
         output.find("cannot find") != std::string::npos;
}

}  // namespace

void check_races(Run& run, const BonusRule& bonus, Check& check) {
  run.step(check.id);
  const Compiled compiled =
      compile_submission(run.kit, run.lab, run.submission.name, run.services,
                         race_build(run.kit, bonus));
  if (compiled.finding && lacks_sanitizer(compiled.output)) {
    return set_skipped(check, "needs the ThreadSanitizer of the compiler");
  }
  if (compiled.finding) {
    check.finding = compiled.finding;
    check.finding->reproduce = run.reproduce(check.id);
    return;
  }
  const auto outcome = run_driver(run, compiled.submission.object);
  if (outcome.output.find("FATAL: ThreadSanitizer") != std::string::npos) {
    return set_skipped(check,
                       "the ThreadSanitizer does not run on this kernel");
  }
  if (outcome.exit_code == 0 && outcome.output == "sound\n") {
    check.verdict = Verdict::passed;
    check.score = check.max_score;
    return;
  }
  check.finding = finding_of(run, check, outcome);
}

}  // namespace heaplab::grade
