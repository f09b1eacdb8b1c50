#include "grade/mutants.hpp"

#include <fmt/format.h>

#include "cli/dev/parts.hpp"
#include "grade/compile.hpp"
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
  static Caught caught(const judge::Finding& finding, std::string where) {
    return {std::string(judge::finding_name(finding.kind)), std::move(where)};
  }

  static Caught first_of(const std::vector<grade::Check>& checks) {
    for (const grade::Check& check : checks) {
      if (check.verdict == grade::Verdict::grader_error) {
        throw GraderError(check.id + ": " + check.reason);
      }
      if (check.finding) return caught(*check.finding, check.id);
    }
    return {};
  }

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

void check_one(const Tree& tree, const grade::Manifest& lab,
               const grade::Mutant& mutant,
               const std::vector<grade::TraceJob>& jobs,
               std::vector<std::string>& faults) {
  const auto folder =
      grade::apply_mutant(mutant, tree.kit.solution(lab.id) / lab.file);
  const Caught caught = Hunt(tree, lab, jobs).catch_it(folder->path());
  const std::string wanted(judge::finding_name(mutant.finding));
  if (caught.by == wanted) return;
  faults.push_back(
      caught.by.empty()
          ? fmt::format("{}:1: expected {}, found no finding at all; add a "
                        "trace or a test that catches it",
                        mutant.path.string(), wanted)
          : fmt::format("{}:1: expected {}, found {} by {}; correct the line "
                        "or the mutant",
                        mutant.path.string(), wanted, caught.by, caught.where));
}

}  // namespace

Outcome check_mutants(const Tree& tree) {
  Outcome outcome;
  std::size_t count = 0;
  grade::GradeOptions options;
  options.hidden = true;
  for (const grade::Manifest& lab : tree.labs) {
    const auto jobs = grade::read_jobs(tree.kit, lab, options);
    const auto mutants =
        grade::read_mutants(tree.kit.solution(lab.id) / "mutants");
    count += mutants.size();
    for (const grade::Mutant& mutant : mutants) {
      check_one(tree, lab, mutant, jobs, outcome.faults);
    }
  }
  outcome.detail = fmt::format("{} mutants", count);
  return outcome;
}

}  // namespace heaplab::cli::dev
