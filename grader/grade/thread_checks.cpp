// The bonus for a thread-safe allocator.
#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "grade/bonus.hpp"
#include "grade/preload.hpp"
#include "grade/program_checks.hpp"
#include "grade/program_run.hpp"
#include "grade/race_check.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr const char* races = "races";

const BonusRule* thread_bonus(const Manifest& lab) {
  const auto found =
      std::find_if(lab.bonuses.begin(), lab.bonuses.end(),
                   [](const BonusRule& bonus) { return !bonus.file.empty(); });
  return found == lab.bonuses.end() ? nullptr : &*found;
}

Check empty_check(const BonusRule& bonus, const char* name, const char* title) {
  Check check;
  check.id = fmt::format("{}/{}", bonus.name, name);
  check.title = title;
  check.axis = Axis::bonus;
  check.max_score = bonus.points / 2;
  return check;
}

Program threaded_program(const Kit& kit) {
  Program program;
  program.name = "threads";
  program.command = {kit.threads().string()};
  return program;
}

std::string speed_note(const ProgramRun& locked, const ProgramRun& free) {
  return fmt::format(
      "the threaded program takes {:.2f} of the time that it "
      "takes with one lock around all",
      free.wall_s / std::max(locked.wall_s, 1e-6));
}

// Two objects: the thread-safe one, and the lab's own behind the kit's lock.
void check_program(Run& run, const BonusRule& bonus, Check& check,
                   std::vector<ProgramResult>& measured) {
  run.step(check.id);
  const auto compile = [&run](const std::string& file) {
    return compile_preload(run.kit, run.lab, run.submission.name, run.services,
                           file);
  };
  const Preload safe = compile(bonus.file);
  const Preload locked = compile(run.lab.file);
  if (!can_preload(run, safe, check) || !can_preload(run, locked, check)) {
    return;
  }
  const sandbox::ScratchFolder folder;
  const fs::path inside = folder.path() / "run";
  const Program program = threaded_program(run.kit);
  ProgramRun one =
      run_program(run.kit, program, inside, locked.object(), run.services);
  compare_with_system(run, program, {safe.object(), inside}, check, measured);
  if (check.verdict != Verdict::passed) return;
  ProgramRun many =
      run_program(run.kit, program, inside, safe.object(), run.services);
  check.reason = speed_note(one, many);
}

template <typename Judge>
void or_grader_error(Check& check, Judge judge) {
  try {
    judge();
  } catch (const GraderError& error) {
    set_grader_error(check, error.what());
  }
}

}  // namespace

bool wants_thread_bonus(const Manifest& lab, const GradeOptions& options) {
  const BonusRule* const bonus = thread_bonus(lab);
  if (bonus == nullptr || !options.traces.empty()) return false;
  if (options.check.empty()) return !options.correctness_only;
  return options.check == bonus->name ||
         options.check.starts_with(bonus->name + "/");
}

std::vector<Check> thread_checks(Run& run,
                                 std::vector<ProgramResult>& measured) {
  if (!wants_thread_bonus(run.lab, run.options)) return {};
  const BonusRule& bonus = *thread_bonus(run.lab);
  std::vector<Check> checks{
      empty_check(bonus, races, "no data race between threads"),
      empty_check(bonus, "program", "a program with threads and copies")};
  std::erase_if(checks, [&run](const Check& check) {
    return !is_wanted(check.id, run.options.check);
  });
  std::error_code none;
  const bool there =
      fs::exists(fs::path(run.submission.name) / bonus.file, none);
  for (Check& check : checks) {
    if (!there) {
      set_skipped(check,
                  fmt::format("not attempted: there is no {}", bonus.file));
    } else if (check.id.ends_with(races)) {
      or_grader_error(check, [&] { check_races(run, bonus, check); });
    } else {
      or_grader_error(check,
                      [&] { check_program(run, bonus, check, measured); });
    }
  }
  return checks;
}

}  // namespace heaplab::grade
