#include "grade/clinic/memcheck_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "grade/case_run.hpp"
#include "grade/clinic/running.hpp"
#include "grade/memory_error.hpp"
#include "support/error.hpp"
#include "valgrind/report_reader.hpp"

namespace heaplab::grade::clinic {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t memcheck_cpu_s = 20;
constexpr std::uint64_t memcheck_wall_s = 240;
constexpr int could_not_start = 126;  // and 127

class MemcheckRun {
 public:
  MemcheckRun(const BuildTask& task, const Built& built, fs::path valgrind)
      : task_(task), built_(built), valgrind_(std::move(valgrind)) {
    for (const Test& test : task.program.tests) left_.push_back(test.name);
  }

  MemcheckResult run() {
    while (!left_.empty() && !result_.unreadable) run_those_left();
    return std::move(result_);
  }

 private:
  std::vector<std::string> words(const fs::path& file) const {
    std::vector<std::string> argv{valgrind_.string(),
                                  "--command-line-only=yes",
                                  "--tool=memcheck",
                                  "--xml=yes",
                                  "--xml-file=" + file.string(),
                                  "--leak-check=full",
                                  "--track-origins=yes",
                                  "--error-limit=no",
                                  "--num-callers=40",
                                  "--vgdb=no",
                                  "--child-silent-after-fork=no",
                                  built_.memcheck.string(),
                                  nonce_,
                                  "under-memcheck"};
    argv.insert(argv.end(), left_.begin(), left_.end());
    return argv;
  }

  void run_those_left() {
    nonce_ = make_nonce();
    const fs::path file = built_.folder->path() / "work" / "report.xml";
    fs::create_directories(file.parent_path());
    fs::remove(file);
    sandbox::CommandLimits limits = test_limits(task_, built_.memcheck);
    limits.writable.push_back(file.parent_path());
    limits.folder = file.parent_path();
    limits.cpu_s = memcheck_cpu_s;
    limits.wall_s = memcheck_wall_s;
    const sandbox::CommandOutcome outcome = task_.services.run_confined(
        words(file), limits, tool_environment(file.parent_path()));
    take(outcome, valgrind::read_report(
                      file, {0, outcome.exit_code, outcome.signal,
                             ran_out(outcome), outcome.too_many_processes}));
  }

  void take(const sandbox::CommandOutcome& outcome,
            const valgrind::Report& report) {
    const std::string running = attribute(report, nonce_, result_);
    const std::size_t before = left_.size();
    std::erase_if(left_, [&](const std::string& test) {
      return test == running || result_.tests[test].done;
    });
    note_output(outcome);
    if (!running.empty()) {
      result_.tests[running].ending = ending_of(outcome, report);
    } else if (left_.size() == before || !is_sound(report)) {
      require_started(outcome, report);
      result_.unreadable = ending_of(outcome, report);
    }
  }

  // The limit of CPU time ends it by a signal.
  static bool ran_out(const sandbox::CommandOutcome& outcome) {
    return outcome.timed_out || outcome.signal == SIGXCPU ||
           outcome.signal == SIGKILL;
  }

  static bool is_sound(const valgrind::Report& report) {
    return report.verdict == valgrind::Verdict::clean ||
           report.verdict == valgrind::Verdict::errors;
  }

  // A report that ends well, of a process that did not.
  judge::Finding ending_of(const sandbox::CommandOutcome& outcome,
                           const valgrind::Report& report) const {
    const StudentFiles files{task_.program.file};
    if (report.fatal_signal) return signal_finding(*report.fatal_signal, files);
    if (!is_sound(report)) return report_finding(report, files);
    judge::Finding finding = finding_of_ending(outcome);
    finding.expected = "the test comes to its end";
    return finding;
  }

  void require_started(const sandbox::CommandOutcome& outcome,
                       const valgrind::Report& report) const {
    const bool refused = outcome.exit_code == could_not_start ||
                         outcome.exit_code == could_not_start + 1;
    // Valgrind itself gives up with 1, before anything of the program has run.
    const bool has_begun =
        report.protocol != 0 &&
        (is_sound(report) || !report.events.empty() || report.fatal_signal);
    if (has_begun || (!refused && outcome.exit_code != 1)) return;
    throw GraderError(fmt::format("{} cannot run {}: {}", valgrind_.string(),
                                  task_.program.id,
                                  outcome.output.substr(0, 500)));
  }

  // What it printed belongs to the test whose line follows it.
  void note_output(const sandbox::CommandOutcome& outcome) {
    for (auto& [test, failures] : failures_by_test(outcome.output, nonce_))
      result_.tests[test].output = failures;
  }

  const BuildTask& task_;
  const Built& built_;
  fs::path valgrind_;
  std::vector<std::string> left_;
  std::string nonce_;
  MemcheckResult result_;
};

}  // namespace

MemcheckResult run_memcheck(const BuildTask& task, const Built& built,
                            const fs::path& valgrind) {
  return MemcheckRun(task, built, valgrind).run();
}

}  // namespace heaplab::grade::clinic
