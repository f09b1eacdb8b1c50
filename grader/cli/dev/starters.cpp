#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/dev/parts.hpp"
#include "cli/dev/tree.hpp"
#include "grade/compile.hpp"
#include "grade/exercise_build.hpp"
#include "grade/exercise_cases.hpp"
#include "grade/grade.hpp"
#include "grade/starter.hpp"
#include "support/file.hpp"

namespace heaplab::cli::dev {
namespace fs = std::filesystem;
namespace {

using judge::FindingKind;

std::string generated(const Tree& tree, const grade::Manifest& lab,
                      const std::string& file) {
  const fs::path solution = tree.kit.solution(lab.id) / file;
  return grade::strip_solution(read_file(solution), solution);
}

void compare(const Tree& tree, const grade::Manifest& lab,
             const std::string& file, std::vector<std::string>& faults) {
  const fs::path path = tree.kit.starter(lab.id) / file;
  const std::string wanted = generated(tree, lab, file);
  if (wanted == read_file(tree.kit.solution(lab.id) / file)) {
    faults.push_back(fmt::format(
        "{}: it has no marks, so that its starter would be the solution; put "
        "them where work is to do",
        (tree.kit.solution(lab.id) / file).string()));
    return;
  }
  const std::string found = fs::exists(path) ? read_file(path) : "";
  if (wanted == found) return;
  const std::vector<std::string> want = lines_of(wanted);
  const std::vector<std::string> have = lines_of(found);
  const auto differ =
      std::mismatch(want.begin(), want.end(), have.begin(), have.end());
  faults.push_back(fmt::format(
      "{}:{}: expected \"{}\" as in the stripped solution, found \"{}\"; "
      "./lab dev starter {} makes it anew",
      path.string(), differ.first - want.begin() + 1,
      differ.first == want.end() ? "" : trimmed(*differ.first),
      differ.second == have.end() ? "" : trimmed(*differ.second), lab.id));
}

// Every file of every exercise, for both instruction sets where that can be.
void build_exercises(const Tree& tree, const grade::Manifest& lab,
                     std::vector<std::string>& faults) {
  for (const grade::Isa isa : {grade::native_isa(), grade::other_isa()}) {
    const grade::Toolchain tools = grade::find_toolchain(isa);
    if (!tools.missing.empty()) continue;
    for (const grade::Exercise& exercise : lab.exercises) {
      grade::ExerciseBuild build{exercise, tools, tree.kit.starter(lab.id), {}};
      build.program = grade::has_cases(lab, exercise);
      build.object = tools.is_native();
      const grade::BuiltExercise built =
          grade::build_exercise(tree.kit, lab, build, grade::real_services());
      if (!built.finding && built.output.empty()) continue;
      faults.push_back(fmt::format(
          "{}: {} does not build for {} without a warning:\n{}",
          tree.kit.starter(lab.id).string(), exercise.id, grade::isa_name(isa),
          built.finding ? built.finding->actual : built.output));
    }
  }
}

void compile(const Tree& tree, const grade::Manifest& lab,
             std::vector<std::string>& faults) {
  if (!lab.exercises.empty()) return build_exercises(tree, lab, faults);
  const fs::path folder = tree.kit.starter(lab.id);
  const grade::Compiled compiled =
      grade::compile_submission(tree.kit, lab, folder, grade::real_services());
  if (compiled.finding || !compiled.output.empty()) {
    faults.push_back(
        fmt::format("{}: it does not compile without a warning:\n{}",
                    (folder / lab.file).string(), compiled.output));
  }
}

// A student who has just begun is told what to do, not that all is broken.
bool is_clean(const judge::Finding& finding) {
  constexpr FindingKind unclean[] = {
      FindingKind::compile_error,  FindingKind::load_error,
      FindingKind::crash,          FindingKind::stack_overflow,
      FindingKind::abort,          FindingKind::exit,
      FindingKind::killed,         FindingKind::time_out,
      FindingKind::forbidden_call, FindingKind::output_limit};
  const bool ended =
      finding.kind == FindingKind::unit_test_failed &&
      finding.actual.find("did not come back") != std::string::npos;
  return !ended && std::find(std::begin(unclean), std::end(unclean),
                             finding.kind) == std::end(unclean);
}

// A program of the clinic crashes because that is what is wrong with it.
bool is_to_repair(const grade::Manifest& lab, const grade::Check& check) {
  const grade::Exercise* const exercise = lab.exercise(check.exercise);
  return exercise != nullptr && !exercise->repairs.empty();
}

// The exercises, or the one part without a name that a lab is otherwise.
std::vector<std::string> parts_of(const grade::Manifest& lab) {
  if (lab.exercises.empty()) return {""};
  std::vector<std::string> ids;
  for (const grade::Exercise& exercise : lab.exercises)
    ids.push_back(exercise.id);
  return ids;
}

void grade_starter(const Tree& tree, const grade::Manifest& lab,
                   Outcome& outcome) {
  grade::GradeOptions options;
  options.correctness_only = options.other_isa = true;
  options.shrink = false;
  const grade::LabResult result = grade::grade_lab(tree.kit, lab, options);
  const std::string where = (tree.kit.starter(lab.id) / lab.file).string();
  if (result.status != grade::Status::graded) {
    outcome.faults.push_back(fmt::format("{}: not graded: {}; ./lab check {}",
                                         where, result.message, lab.id));
    return;
  }
  std::set<std::string> failed;  // exercises, or none by its empty name
  for (const grade::Check& check : result.checks) {
    if (check.verdict != grade::Verdict::failed || !check.finding) continue;
    failed.insert(check.exercise);
    if (is_to_repair(lab, check) || is_clean(*check.finding)) continue;
    outcome.faults.push_back(fmt::format(
        "{}: it ends in {} instead of a clean finding; see ./lab check {} {}",
        where, judge::finding_name(check.finding->kind), lab.id, check.id));
  }
  const std::vector<std::string> parts = parts_of(lab);
  for (const std::string& part : parts) {
    if (failed.contains(part)) continue;
    outcome.faults.push_back(fmt::format(
        "{}: it passes every check{}; put the marks where work is to do", where,
        part.empty() ? "" : " of " + part));
  }
}

}  // namespace

Outcome check_starters(const Tree& tree) {
  Outcome outcome;
  for (const grade::Manifest& lab : tree.labs) {
    for (const std::string& file : lab.submitted())
      compare(tree, lab, file, outcome.faults);
    compile(tree, lab, outcome.faults);
    grade_starter(tree, lab, outcome);
  }
  outcome.detail = fmt::format("{} starters", tree.labs.size());
  return outcome;
}

// A broken heap that no checker can notice, a program or a sanitizer that is
// not installed.
bool may_be_skipped(const grade::Check& check) {
  if (check.verdict != grade::Verdict::skipped) return false;
  return check.ungraded || check.id.starts_with("checker/") ||
         check.id.starts_with("programs-run/") ||
         check.axis == grade::Axis::bonus;
}

Outcome check_solutions(const Tree& tree) {
  Outcome outcome;
  std::size_t checks = 0;
  std::size_t skipped = 0;
  for (const grade::Manifest& lab : tree.labs) {
    grade::GradeOptions options;
    options.solution = options.hidden = options.correctness_only = true;
    options.other_isa = true;
    options.shrink = false;
    const grade::LabResult result = grade::grade_lab(tree.kit, lab, options);
    checks += result.checks.size();
    if (result.status != grade::Status::graded) {
      outcome.faults.push_back(
          fmt::format("{}: {}", result.submission, result.message));
    }
    for (const grade::Check& check : result.checks) {
      if (check.verdict == grade::Verdict::passed) continue;
      if (may_be_skipped(check)) {
        ++skipped;
        continue;
      }
      outcome.faults.push_back(fmt::format(
          "{}: {} is not passed{}; see ./lab check {} {} --solution",
          result.submission, check.id,
          check.finding
              ? fmt::format(" ({})", judge::finding_name(check.finding->kind))
              : "",
          lab.id, check.id));
    }
  }
  outcome.detail = fmt::format("{} solutions, {} checks, {} of them skipped",
                               tree.labs.size(), checks, skipped);
  return outcome;
}

bool write_starter(const Tree& tree, const grade::Manifest& lab,
                   const std::string& file) {
  const fs::path path = tree.kit.starter(lab.id) / file;
  const std::string text = generated(tree, lab, file);
  if (fs::exists(path) && read_file(path) == text) return false;
  fs::create_directories(path.parent_path());
  write_file(path, text);
  return true;
}

}  // namespace heaplab::cli::dev
