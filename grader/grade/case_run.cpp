#include "grade/case_run.hpp"

#include <fmt/format.h>

#include <random>

#include "grade/case_verdict.hpp"
#include "judge/source_lines.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace {

constexpr std::uint64_t case_cpu_s = 10;
constexpr std::uint64_t case_wall_s = 20;
constexpr unsigned most_processes = 8;  // an emulator has threads of its own

CaseVerdict run_case(const Run& run, const ExerciseTask& task,
                     const ExerciseCase& one) {
  const std::string nonce = make_nonce();
  std::vector<std::string> argv = task.tools.runner;
  argv.insert(argv.end(),
              {task.built.program.string(), "--case", one.id, "--seed",
               std::to_string(run.options.seed), "--nonce", nonce});
  return read_case_verdict(
      run.services.run_confined(
          argv, case_limits(task.built.program, task.tools), {"LC_ALL=C"}),
      nonce);
}

void judge(const Run& run, const ExerciseTask& task, const ExerciseCase& one,
           Check& check) {
  CaseVerdict verdict = run_case(run, task, one);
  if (verdict.passed) {
    check.verdict = Verdict::passed;
    check.score = check.max_score;
    return;
  }
  judge::Finding& finding = verdict.finding;
  if (verdict.address != 0) {
    finding.source =
        judge::source_lines(task.built.program, {{verdict.address}});
  }
  finding.reproduce = run.reproduce(check.id);
  check.finding = std::move(finding);
}

}  // namespace

sandbox::CommandLimits case_limits(const std::filesystem::path& program,
                                   const Toolchain& tools) {
  sandbox::CommandLimits limits;
  limits.readable = {program};
  limits.writable = {"/dev/null"};
  limits.cpu_s = case_cpu_s;
  limits.wall_s = case_wall_s;
  limits.isolated = true;
  limits.most_processes = most_processes;
  if (tools.is_native()) return limits;
  // The emulator reserves all addresses that its guest could use.
  limits.data_bytes = limits.memory_bytes;
  limits.memory_bytes = 0;
  for (const char* tree : {"/usr", "/lib", "/lib64", "/etc/ld.so.cache",
                           "/proc/self", "/proc/sys/vm"})
    if (std::filesystem::exists(tree)) limits.readable.emplace_back(tree);
  return limits;
}

std::string make_nonce() {
  std::random_device device;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", device(), device(), device(),
                     device());
}

void run_cases(const Run& run, ExerciseTask& task,
               const std::function<void(const std::string&)>& begin) {
  for (std::size_t at = 0; at < task.checks.size(); ++at) {
    Check& check = task.checks[at];
    begin(check.id);
    try {
      judge(run, task, task.cases[at], check);
    } catch (const GraderError& error) {
      set_grader_error(check, error.what());
    }
  }
}

}  // namespace heaplab::grade
