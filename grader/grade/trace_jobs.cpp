#include "grade/trace_jobs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <system_error>

#include "grade/bonus.hpp"
#include "grade/checker_checks.hpp"
#include "grade/exercise_checks.hpp"
#include "grade/program_checks.hpp"
#include "grade/test_checks.hpp"
#include "support/error.hpp"
#include "trace/generate.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"
#include "trace/read.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view variant_ending = "-variants";

std::string group_of(const std::string& check) {
  return check.substr(0, check.find('/'));
}

std::vector<trace::Trace> read_folder_or_file(const fs::path& path) {
  std::error_code none;
  if (!fs::exists(path, none)) {
    throw InputError(fmt::format(
        "{}: expected a trace or a folder of traces, found nothing there; "
        "check the path",
        path.string()));
  }
  if (fs::is_directory(path, none)) return trace::read_traces(path);
  return {trace::read_trace(path)};
}

TraceJob make_job(trace::Trace trace, const TraceGroup& group) {
  TraceJob job;
  job.check.id = fmt::format("{}/{}", group.group, trace.name);
  job.check.title = trace.title.empty() ? trace.name : trace.title;
  job.check.max_score = group.points.value_or(trace.points);
  job.check.exercise = group.exercise;
  job.throughput = group.counts_for(Axis::throughput);
  job.utilization = group.counts_for(Axis::utilization);
  job.trace = std::move(trace);
  return job;
}

TraceGroup variants_of(TraceGroup group) {
  group.group += variant_ending;
  return group;
}

TraceGroup override_group(const fs::path& path) {
  TraceGroup group;
  group.group = "traces";
  group.folder = path;
  group.axes = {Axis::correctness, Axis::throughput, Axis::utilization};
  group.points = 1;
  return group;
}

// Short traces that teach come simplest first: the first findings are read.
void sort_to_teach(std::vector<trace::Trace>& traces, const TraceGroup& group) {
  if (group.counts_for(Axis::throughput) || group.counts_for(Axis::utilization))
    return;
  std::stable_sort(traces.begin(), traces.end(),
                   [](const trace::Trace& a, const trace::Trace& b) {
                     return a.operations.size() < b.operations.size();
                   });
}

// A group and its seeded variants are read once.
struct Reader {
  const Kit& kit;
  const Manifest& lab;
  const GradeOptions& options;
  std::vector<TraceJob> jobs;

  bool wants_group(const std::string& group,
                   const std::string& exercise) const {
    return options.check.empty() || group_of(options.check) == group ||
           options.check == exercise;
  }
  void add(const trace::Trace& trace, const TraceGroup& group) {
    TraceJob job = make_job(trace, group);
    job.trace.path = shown_path(job.trace.path, kit.root);
    if (const Exercise* const exercise = exercise_for(lab, job.trace);
        exercise != nullptr && group.exercise.empty())
      job.check.exercise = exercise->id;
    if (is_wanted(job.check.id, options.check) ||
        (!group.exercise.empty() && options.check == group.exercise))
      jobs.push_back(std::move(job));
  }
  void read(const TraceGroup& group) {
    const TraceGroup variants = variants_of(group);
    const bool varied = options.hidden && group.variants;
    const bool wants_variants =
        varied && wants_group(variants.group, group.exercise);
    if (!wants_group(group.group, group.exercise) && !wants_variants) return;
    std::vector<trace::Trace> traces = read_folder_or_file(group.folder);
    sort_to_teach(traces, group);
    for (const trace::Trace& trace : traces) {
      add(trace, group);
      if (wants_variants) add(trace::variant(trace, options.seed), variants);
    }
  }
};

std::vector<TraceGroup> groups_for(const Manifest& lab,
                                   const GradeOptions& options) {
  if (!options.traces.empty()) return {override_group(options.traces)};
  std::vector<TraceGroup> groups = lab.traces;
  if (options.hidden) {
    groups.insert(groups.end(), lab.hidden.begin(), lab.hidden.end());
  }
  return groups;
}

// The options that choose what is graded, as they are typed.
std::string option_words(const Manifest& lab, const GradeOptions& options) {
  std::string words;
  if (options.solution) {
    words += " --solution";
  } else if (!options.submission.empty()) {
    words += " --submission " + trace::shell_word(options.submission.string());
  }
  if (!options.traces.empty()) {
    words += " --traces " + trace::shell_word(options.traces.string());
  }
  if (!options.student.empty())
    words += " --student " + trace::shell_word(options.student);
  if (options.hidden) words += " --hidden";
  if (options.hidden || !lab.exercises.empty())
    words += fmt::format(" --seed {}", options.seed);
  return words;
}

[[noreturn]] void fail_unknown(const Kit& kit, const Manifest& lab,
                               const GradeOptions& options) {
  GradeOptions all = options;
  all.check.clear();
  Reader reader{kit, lab, all, {}};
  std::vector<std::string> names;
  if (lab.exercises.empty()) names.emplace_back("tests");
  for (const Exercise& exercise : lab.exercises) names.push_back(exercise.id);
  if (!lab.checker.folder.empty()) names.emplace_back("checker");
  if (!lab.programs.folder.empty()) names.emplace_back(programs_group);
  for (const BonusRule& bonus : lab.bonuses) {
    if (!bonus.file.empty()) names.push_back(bonus.name);
  }
  for (const TraceGroup& group : groups_for(lab, all)) {
    reader.read(group);
    names.push_back(group.group);
  }
  const std::size_t groups = names.size();
  for (const TraceJob& job : reader.jobs) names.push_back(job.check.id);
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string near(trace::nearest(options.check, known));
  names.resize(groups);
  throw InputError(fmt::format(
      "{} has no check \"{}\"; {}the groups are {}", lab.id, options.check,
      near.empty() ? "" : fmt::format("did you mean \"{}\"? ", near),
      fmt::join(names, ", ")));
}

}  // namespace

const Exercise* exercise_for(const Manifest& lab, const trace::Trace& trace) {
  const bool spawns =
      std::any_of(trace.operations.begin(), trace.operations.end(),
                  [](const trace::Operation& operation) {
                    return operation.kind == trace::OperationKind::spawn;
                  });
  for (const Exercise& exercise : lab.exercises) {
    const bool takes_spawns = exercise.replays == Replays::coroutines;
    if (!exercise.replayed.empty() && takes_spawns == spawns) return &exercise;
  }
  return nullptr;
}

std::string shown_path(const fs::path& path, const fs::path& root) {
  const fs::path relative = path.lexically_relative(root);
  const bool inside = !relative.empty() && *relative.begin() != "..";
  return (inside ? relative : path).string();
}

bool is_wanted(const std::string& id, const std::string& wanted) {
  return wanted.empty() || id == wanted || id.starts_with(wanted + "/");
}

std::vector<TraceJob> read_jobs(const Kit& kit, const Manifest& lab,
                                const GradeOptions& options) {
  std::error_code none;
  if (options.hidden && !fs::exists(kit.solution(lab.id), none)) {
    throw InputError(fmt::format(
        "{}: expected the hidden traces there, found nothing; a handout has "
        "none: grade without --hidden",
        kit.solution(lab.id).string()));
  }
  Reader reader{kit, lab, options, {}};
  for (const TraceGroup& group : groups_for(lab, options)) reader.read(group);
  if (!options.check.empty() && reader.jobs.empty() &&
      !wants_tests(lab, options) && !wants_checker(lab, options) &&
      !wants_programs(lab, options) && !wants_thread_bonus(lab, options) &&
      !wants_exercises(lab, options)) {
    fail_unknown(kit, lab, options);
  }
  return std::move(reader.jobs);
}

std::string reproduce_command(const Manifest& lab, const GradeOptions& options,
                              const std::string& check_id) {
  return fmt::format("./lab check {} {}{}", lab.id, trace::shell_word(check_id),
                     option_words(lab, options));
}

std::string grade_command(const Manifest& lab, const GradeOptions& options) {
  return fmt::format("./lab grade {}{}", lab.id, option_words(lab, options));
}

}  // namespace heaplab::grade
