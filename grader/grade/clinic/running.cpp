#include "grade/clinic/running.hpp"

#include <fmt/format.h>

#include <sstream>
#include <system_error>

#include "grade/case_run.hpp"
#include "grade/isa.hpp"
#include "support/error.hpp"

namespace heaplab::grade::clinic {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t rounds_cpu_s = 8;
constexpr std::uint64_t rounds_wall_s = 120;
constexpr std::uint64_t file_bytes = 16u << 20;
constexpr unsigned most_processes = 16;  // threads too
constexpr int exit_no_test = 3;
constexpr int could_not_start = 126;  // and 127

// "0 1 2 3 4 5": see clinic/main.cpp.
void read_memory(const std::string& text, Rounds& rounds) {
  std::istringstream numbers(text);
  std::int64_t live_before = 0, live_after = 0, open_before = 0, open_after = 0;
  numbers >> rounds.memory.allocations >> rounds.memory.peak_bytes >>
      live_before >> live_after >> open_before >> open_after;
  rounds.bytes_gained = live_after - live_before;
  rounds.descriptors_gained = open_after - open_before;
}

// One failed expectation: "csv_test.cpp:91: …".
judge::Finding failed_test(const Test& test, const std::string& failures) {
  judge::Finding finding;
  finding.kind = judge::FindingKind::unit_test_failed;
  finding.trace = test.name;
  finding.expected = fmt::format("{} passes", test.name);
  finding.actual = failures;
  return finding;
}

// Only the lines that the kit writes, each in its place, are believed.
void take(const Said& said, const Test& test, Rounds& rounds) {
  std::string failures, verdict;
  bool ended = false;
  for (const auto& [key, text] : said.lines) {
    if (key == "failure") failures += (failures.empty() ? "" : "\n") + text;
    if (key == "memory") read_memory(text, rounds);
    if (key == "test") verdict = text;
    ended = key == "end";
  }
  rounds.passed = ended && failures.empty() && verdict == test.name + " passed";
  if (!rounds.passed && ended && failures.empty())
    failures = "it was skipped, or said nothing of itself";
  if (!rounds.passed && !failures.empty())
    rounds.finding = failed_test(test, failures);
}

void require_known(const sandbox::CommandOutcome& outcome, const Said& said,
                   const Test& test) {
  const bool unknown = outcome.exit_code == exit_no_test &&
                       !said.lines.empty() &&
                       said.lines.back().first == "unknown";
  if (unknown) {
    throw GraderError(fmt::format(
        "the program has no test {}; build the kit again", test.name));
  }
  if (said.lines.empty() && (outcome.exit_code == could_not_start ||
                             outcome.exit_code == could_not_start + 1))
    throw GraderError("a test's program cannot be started");
}

}  // namespace

sandbox::CommandLimits test_limits(const BuildTask& task,
                                   const fs::path& program) {
  sandbox::CommandLimits limits;
  limits.readable = {program, task.program.inputs()};
  for (const char* tree :
       {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/proc/self"}) {
    std::error_code none;
    if (fs::exists(tree, none)) limits.readable.emplace_back(tree);
  }
  limits.writable = {"/dev/null"};
  limits.cpu_s = rounds_cpu_s;
  limits.wall_s = rounds_wall_s;
  limits.memory_bytes = 0;  // shadow memory is reserved by the terabyte
  limits.file_bytes = file_bytes;
  limits.isolated = true;
  limits.most_processes = most_processes;
  return limits;
}

std::vector<std::string> tool_environment(const fs::path& folder) {
  return {"LC_ALL=C", "HOME=" + folder.string(), "TMPDIR=" + folder.string(),
          "VALGRIND_OPTS=",
          // LeakSanitizer traces its own process, which is not permitted here.
          "ASAN_OPTIONS=detect_leaks=0:handle_abort=1:hard_rss_limit_mb=2048:"
          "detect_stack_use_after_return=1:strict_string_checks=1",
          "UBSAN_OPTIONS=print_stacktrace=1"};
}

std::map<std::string, std::string> failures_by_test(const std::string& output,
                                                    const std::string& nonce) {
  std::map<std::string, std::string> by_test;
  std::string failures;
  for (const auto& [key, text] : split_output(output, nonce).lines) {
    if (key == "failure") failures += (failures.empty() ? "" : "\n") + text;
    if (key != "test") continue;
    if (!failures.empty()) by_test[text.substr(0, text.find(' '))] = failures;
    failures.clear();
  }
  return by_test;
}

Rounds run_rounds(const BuildTask& task, const Built& built,
                  const fs::path& program, const Test& test, int k) {
  const std::string nonce = make_nonce();
  const auto outcome = task.services.run_confined(
      {program.string(), nonce, "rounds", std::to_string(k), test.name},
      test_limits(task, program), tool_environment(built.folder->path()));
  const Said said = split_output(outcome.output, nonce);
  require_known(outcome, said, test);
  Rounds rounds;
  rounds.output = said.output;
  take(said, test, rounds);
  const bool ended = outcome.exit_code == 0;
  if (!ended || (!rounds.passed && !rounds.finding)) {
    rounds.passed = false;
    rounds.finding = finding_of_ending(outcome);
    rounds.finding->trace = test.name;
    rounds.finding->expected = fmt::format("{} comes to its end", test.name);
  }
  return rounds;
}

}  // namespace heaplab::grade::clinic
