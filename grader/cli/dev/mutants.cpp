#include "grade/mutants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <list>

#include "cli/dev/clinic.hpp"
#include "cli/dev/parts.hpp"
#include "cli/dev/two_processes.hpp"
#include "grade/compile.hpp"
#include "grade/isa.hpp"
#include "grade/run.hpp"
#include "grade/throughput.hpp"
#include "grade/unit_tests.hpp"
#include "support/error.hpp"

namespace heaplab::cli::dev {
namespace {

// What caught a mutant first, in words; a kind where it was a finding.
struct Caught {
  std::string by;
  std::string where;
};

Caught caught(const judge::Finding& finding, std::string where) {
  return {std::string(judge::finding_name(finding.kind)), std::move(where)};
}

Caught first_of(const std::vector<grade::Check>& checks) {
  for (const grade::Check& check : checks) {
    if (check.verdict == grade::Verdict::grader_error) {
      throw GraderError(check.id + ": " + check.reason);
    }
    if (check.finding) return caught(*check.finding, check.id);
  }
  return {};
}

// The traces one by one, then the unit tests, then the speed: the first that
// fails ends it.
class Hunt {
 public:
  Hunt(const Tree& tree, const grade::Manifest& lab,
       std::vector<grade::TraceJob> jobs)
      : tree_(tree), lab_(lab), jobs_(std::move(jobs)) {}

  Caught catch_it(const std::filesystem::path& folder) {
    const grade::Compiled compiled = grade::compile_submission(
        tree_.kit, lab_, folder, grade::real_services());
    if (compiled.finding) return caught(*compiled.finding, "the compiler");
    const judge::Submission& submission = compiled.submission;
    for (grade::TraceJob& job : jobs_) {
      job.replay = judge::replay(job.trace, submission, lab_.limits);
      if (job.replay.finding) return caught(*job.replay.finding, job.check.id);
      job.check.verdict = grade::Verdict::passed;
    }
    const Caught by_tests = run_tests(submission);
    return by_tests.by.empty() ? time(submission) : by_tests;
  }

 private:
  Caught run_tests(const judge::Submission& submission) {
    grade::UnitTestOptions options;
    options.program = tree_.kit.unit_tests(lab_.id);
    options.object = submission.object;
    options.player = tree_.kit.player();
    return first_of(grade::run_unit_tests(options));
  }

  Caught time(const judge::Submission& submission) {
    grade::GradeOptions options;
    grade::Run run{tree_.kit,  lab_, options, grade::real_services(),
                   submission, {}};
    const Caught by_speed = first_of(grade::time_jobs(run, jobs_));
    if (!by_speed.by.empty()) return by_speed;
    for (const grade::TraceJob& job : jobs_) {
      if (job.check.finding) return caught(*job.check.finding, job.check.id);
    }
    return {};
  }

  const Tree& tree_;
  const grade::Manifest& lab_;
  std::vector<grade::TraceJob> jobs_;
};

std::string exercise_of(const grade::Manifest& lab, const std::string& file) {
  const std::string name = std::filesystem::path(file).filename();
  const auto has = [&name](const std::vector<std::string>& files) {
    return std::find(files.begin(), files.end(), name) != files.end();
  };
  for (const grade::Exercise& one : lab.exercises) {
    if (has(one.assembly) || has(one.sources) || one.replayed == name ||
        one.diagnosis == name || one.suppressions == name)
      return one.id;
  }
  throw InputError(
      fmt::format("{} has no exercise with the file {}", lab.id, file));
}

// The cases of the exercise that it changes, on that instruction set, and its
// traces.
Caught catch_in_exercise(const Tree& tree, const grade::Manifest& lab,
                         const grade::Mutant& mutant,
                         const std::filesystem::path& folder) {
  const std::string file = grade::patched_file(mutant.path);
  const std::string other(grade::isa_name(grade::other_isa()));
  grade::GradeOptions options;
  options.submission = folder;
  options.hidden = true;
  options.shrink = false;
  options.check = exercise_of(lab, file);
  if (file.starts_with(other + "/")) options.check.insert(0, other + "/");
  const grade::LabResult result = grade::grade_lab(tree.kit, lab, options);
  return first_of(result.checks);
}

// What is wrong with a mutant; empty: it is caught as its first line says.
std::string fault_of(const grade::Mutant& mutant, const Caught& caught) {
  const std::string wanted(judge::finding_name(mutant.finding));
  if (caught.by == wanted) return {};
  return caught.by.empty()
             ? fmt::format(
                   "{}:1: expected {}, found no finding at all; add a trace or "
                   "a test that catches it",
                   mutant.path.string(), wanted)
             : fmt::format(
                   "{}:1: expected {}, found {} by {}; correct the "
                   "line or the mutant",
                   mutant.path.string(), wanted, caught.by, caught.where);
}

bool can_run(const grade::Mutant& mutant) {
  const grade::Isa other = grade::other_isa();
  const std::string folder = fmt::format("{}/", grade::isa_name(other));
  return !grade::patched_file(mutant.path).starts_with(folder) ||
         grade::find_toolchain(other).missing.empty();
}

// One lab's mutants.
class Hunts {
 public:
  Hunts(const Tree& tree, const grade::Manifest& lab)
      : tree_(tree),
        lab_(lab),
        mutants_(grade::read_mutants(tree.kit.solution(lab.id) / "mutants")),
        skipped_(std::erase_if(mutants_, [](const grade::Mutant& mutant) {
          return !can_run(mutant);
        })) {
    grade::GradeOptions options;
    options.hidden = true;
    if (lab.exercises.empty()) jobs_ = grade::read_jobs(tree.kit, lab, options);
  }

  std::size_t count() const { return mutants_.size(); }
  std::size_t skipped() const { return skipped_; }
  // Its finding is about time: another hunt beside it would disturb it.
  bool is_timed(std::size_t at) const {
    const judge::FindingKind kind = mutants_[at].finding;
    return kind == judge::FindingKind::too_slow ||
           kind == judge::FindingKind::differs_when_timed ||
           kind == judge::FindingKind::clock_disagrees;
  }
  std::string fault(std::size_t at) const {
    try {
      return hunt(mutants_[at]);
    } catch (const GraderError& error) {
      return fmt::format("{}: the kit itself failed: {}",
                         mutants_[at].path.string(), error.what());
    }
  }

 private:
  std::string hunt(const grade::Mutant& mutant) const {
    const auto folder =
        grade::apply_mutant(mutant, tree_.kit.solution(lab_.id));
    if (clinic_program(lab_, mutant) != nullptr)
      return clinic_mutant_fault(tree_, lab_, mutant, folder->path());
    return fault_of(
        mutant, lab_.exercises.empty()
                    ? Hunt(tree_, lab_, jobs_).catch_it(folder->path())
                    : catch_in_exercise(tree_, lab_, mutant, folder->path()));
  }

  const Tree& tree_;
  const grade::Manifest& lab_;
  std::vector<grade::Mutant> mutants_;
  std::size_t skipped_;  // those that this machine cannot build or run
  std::vector<grade::TraceJob> jobs_;
};

}  // namespace

Outcome check_mutants(const Tree& tree) {
  struct One {
    const Hunts* hunts;
    std::size_t at;
  };
  Outcome outcome;
  std::list<Hunts> labs;
  std::vector<One> together;
  std::vector<One> alone;
  for (const grade::Manifest& lab : tree.labs) {
    const Hunts& hunts = labs.emplace_back(tree, lab);
    for (std::size_t at = 0; at < hunts.count(); ++at)
      (hunts.is_timed(at) ? alone : together).push_back({&hunts, at});
  }
  std::vector<std::string> said =
      in_two_processes(together.size(), [&together](std::size_t piece) {
        return together[piece].hunts->fault(together[piece].at);
      });
  for (const One& one : alone) said.push_back(one.hunts->fault(one.at));
  for (std::string& fault : said)
    if (!fault.empty()) outcome.faults.push_back(std::move(fault));
  std::size_t skipped = 0;
  for (const Hunts& hunts : labs) skipped += hunts.skipped();
  outcome.detail = fmt::format("{} mutants", said.size());
  if (skipped > 0)
    outcome.detail +=
        fmt::format(", and {} skipped: {}", skipped,
                    grade::find_toolchain(grade::other_isa()).missing);
  return outcome;
}

}  // namespace heaplab::cli::dev
