#include "grade/exercise_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <system_error>

#include "grade/case_run.hpp"
#include "grade/exercise_kinds.hpp"
#include "grade/exercise_points.hpp"
#include "grade/two_at_a_time.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

std::string task_name(const Exercise& exercise, const Toolchain& tools) {
  if (tools.is_native()) return exercise.id;
  return fmt::format("{}/{}", isa_name(tools.isa), exercise.id);
}

// Whether some check that begins with `name` and a slash is wanted.
bool is_touched(const std::string& name, const std::string& wanted) {
  return is_wanted(name, wanted) || wanted.starts_with(name + "/");
}

bool wants_traces_of(const Exercise& exercise,
                     const std::vector<TraceJob>& jobs) {
  return std::any_of(jobs.begin(), jobs.end(), [&](const TraceJob& job) {
    return job.check.exercise == exercise.id;
  });
}

void skip_all(ExerciseTask& task, const std::string& reason) {
  for (Check& check : task.checks) set_skipped(check, reason);
}

// A kit that was built when there was no cross compiler has no half for it.
void note_unbuilt(const Kit& kit, Toolchain& tools) {
  std::error_code none;
  if (!tools.missing.empty() ||
      fs::exists(kit.register_checker(isa_name(tools.isa)), none))
    return;
  tools.missing = fmt::format(
      "the kit was built before {} was installed; remove {} and run the "
      "command again",
      fs::path(tools.compiler).filename().string(),
      kit.bin.parent_path().string());
}

void note_command(const Run& run, Check& check) {
  if (check.finding) check.finding->reproduce = run.reproduce(check.id);
}

// The first of its checks shows it; the others say where it is shown.
void fail_all(const Run& run, ExerciseTask& task) {
  task.shown = !task.checks.empty();
  for (std::size_t at = 0; at < task.checks.size(); ++at) {
    Check& check = task.checks[at];
    if (at == 0) {
      check.finding = task.built.finding;
      check.finding->reproduce = run.reproduce(task.name);
    } else {
      check.reason = fmt::format("not run: {}", task.built.finding->actual);
    }
  }
}

}  // namespace

bool wants_other_isa(const Manifest& lab, const GradeOptions& options) {
  if (other_isa_bonus(lab) == nullptr || !options.traces.empty()) return false;
  if (!options.check.empty())
    return is_touched(std::string(isa_name(other_isa())), options.check);
  return options.other_isa || !options.correctness_only;
}

bool wants_exercises(const Manifest& lab, const GradeOptions& options) {
  return wants_other_isa(lab, options) ||
         std::any_of(lab.exercises.begin(), lab.exercises.end(),
                     [&options](const Exercise& exercise) {
                       return is_touched(exercise.id, options.check);
                     });
}

ExerciseChecks::ExerciseChecks(Run& run)
    : run_(run),
      native_(find_toolchain(native_isa())),
      other_(find_toolchain(other_isa())) {
  require_submission(run.lab, run.submission.name);
  note_unbuilt(run.kit, other_);
  for (const Toolchain* tools : {&native_, &other_}) {
    if (tools == &other_ && !wants_other_isa(run.lab, run.options)) return;
    for (const Exercise& exercise : run.lab.exercises) add(*tools, exercise);
  }
}

void ExerciseChecks::add(const Toolchain& tools, const Exercise& exercise) {
  const bool native = tools.is_native();
  tasks_.emplace_back(exercise, tools, task_name(exercise, tools));
  ExerciseTask& task = tasks_.back();
  task.axis = native && !exercise.bonus ? Axis::correctness : Axis::bonus;
  task.points = points_of(run_.lab, exercise, native);
  const GradeOptions& options = run_.options;
  if (options.traces.empty() && is_touched(task.name, options.check))
    add_checks(task);
  task.program = !task.checks.empty() && !task.cases.empty();
  run_.progress.total += task.checks.size();
}

void ExerciseChecks::add_cases(ExerciseTask& task) {
  // Without its tools the checks of the other set are named all the same.
  const bool can_ask = task.tools.missing.empty();
  const auto all = list_cases(run_.kit, run_.lab, task.exercise,
                              can_ask ? task.tools : native_);
  task.functions = functions_of(all);
  double weights = 0;
  for (const ExerciseCase& one : all) weights += one.points;
  for (const ExerciseCase& one : all) {
    Check check;
    check.id = fmt::format("{}/{}", task.name, one.id);
    check.title = one.title;
    check.max_score = weights > 0 ? task.points * one.points / weights : 0;
    task.checks.push_back(std::move(check));
    task.cases.push_back(one);
  }
}

void ExerciseChecks::add_checks(ExerciseTask& task) {
  if (is_of_a_kind(task.exercise)) {
    KindChecks kind = kind_checks(
        {run_, task.exercise, task.tools.isa, task.name + "/", task.points});
    task.checks = std::move(kind.checks);
    task.judge = std::move(kind.judge);
  } else if (has_cases(run_.lab, task.exercise)) {
    add_cases(task);
  }
  for (std::size_t at = task.checks.size(); at-- > 0;) {
    Check& check = task.checks[at];
    check.axis = task.axis;
    check.exercise = task.name;
    note_command(run_, check);
    if (is_wanted(check.id, run_.options.check)) continue;
    const auto place = static_cast<std::ptrdiff_t>(at);
    task.checks.erase(task.checks.begin() + place);
    if (!task.cases.empty()) task.cases.erase(task.cases.begin() + place);
  }
}

// False when its cases cannot be run; then its checks say why.
bool ExerciseChecks::prepare(ExerciseTask& task) {
  if (!task.tools.missing.empty())
    return skip_all(task, task.tools.missing), false;
  const ExerciseBuild build{task.exercise,  task.tools,   run_.submission.name,
                            task.functions, task.program, task.object};
  task.built = build_exercise(run_.kit, run_.lab, build, run_.services);
  const bool may_be_left_out = task.axis == Axis::bonus;
  if (may_be_left_out && !task.built.not_attempted.empty()) {
    skip_all(task, "not attempted: " + task.built.not_attempted);
  } else if (task.built.finding) {
    fail_all(run_, task);
  } else {
    return true;
  }
  return false;
}

void ExerciseChecks::run_task(ExerciseTask& task) {
  static std::mutex one_at_a_time;  // to report
  const auto begin = [this](const std::string& id) {
    const std::lock_guard lock(one_at_a_time);
    run_.step(id);
  };
  try {
    if (task.judge) {
      task.judge(task.checks, begin);
      for (Check& check : task.checks) note_command(run_, check);
    } else if (prepare(task) && task.program) {
      run_cases(run_, task, begin);
    }
  } catch (const GraderError& error) {
    for (Check& check : task.checks) set_grader_error(check, error.what());
    task.built.finding.reset();
  }
}

void ExerciseChecks::assign(TraceJob& job) {
  const auto task = std::find_if(
      tasks_.begin(), tasks_.end(), [&job](const ExerciseTask& one) {
        return one.tools.is_native() && one.exercise.id == job.check.exercise;
      });
  if (task == tasks_.end()) return;
  job.baseline = task->exercise.baseline;
  job.submission = {task->built.object, run_.submission.name};
  if (!task->built.object.empty()) return;
  job.unbuilt = true;
  if (!task->built.finding) {
    return set_grader_error(job.check, "its object was not built");
  }
  // The exercise's cases show it, or the first of its traces does.
  if (task->shown) {
    job.check.reason = fmt::format("not run: {}", task->built.finding->actual);
  } else {
    job.check.finding = task->built.finding;
    job.check.finding->reproduce = run_.reproduce(job.check.id);
    task->shown = true;
  }
}

void ExerciseChecks::run(std::vector<TraceJob>& jobs) {
  const std::string& wanted = run_.options.check;
  if (!wanted.empty() && jobs.empty() && checks().empty()) {
    throw InputError(fmt::format(
        "{0} has no check \"{1}\"; \"./lab check {0} {2}\" runs all of that "
        "exercise",
        run_.lab.id, wanted, wanted.substr(0, wanted.rfind('/'))));
  }
  std::vector<std::function<void()>> work;
  for (ExerciseTask& task : tasks_) {
    task.object =
        task.tools.is_native() && wants_traces_of(task.exercise, jobs);
    if (task.checks.empty()) task.judge = nullptr;
    if (task.program || task.object || task.judge)
      work.emplace_back([this, &task] { run_task(task); });
  }
  two_at_a_time(work);
  for (TraceJob& job : jobs) assign(job);
}

std::vector<Check> ExerciseChecks::checks() const {
  std::vector<Check> all;
  for (const ExerciseTask& task : tasks_)
    all.insert(all.end(), task.checks.begin(), task.checks.end());
  return all;
}

}  // namespace heaplab::grade
