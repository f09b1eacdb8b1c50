#include "cli/submission_options.hpp"

#include <fmt/format.h>

#include "cli/kit.hpp"
#include "support/error.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

void require_solution(const grade::Kit& kit, const grade::Manifest& lab) {
  if (fs::is_directory(kit.solution(lab.id))) return;
  throw InputError(fmt::format(
      "{}: expected the reference solution there, found nothing; a handout has "
      "none: run the command without --solution",
      kit.solution(lab.id).string()));
}

grade::GradeOptions options_for(const grade::Kit& kit,
                                const grade::Manifest& lab, bool only_lab,
                                const SubmissionOptions& submission,
                                grade::GradeOptions options) {
  if (submission.solution) require_solution(kit, lab);
  options.solution = submission.solution;
  options.traces = submission.traces;
  options.hidden = submission.hidden;
  options.seed = submission.seed;
  options.student = submission.student;
  options.submission = submission.submission;
  if (!only_lab && !options.submission.empty()) options.submission /= lab.id;
  return options;
}

}  // namespace

void add_submission_options(CLI::App& command, SubmissionOptions& options) {
  auto* submission =
      command
          .add_option("--submission", options.submission,
                      "The folder with the work, in place of starter/LAB; of "
                      "several labs each has a folder LAB in it")
          ->type_name("DIR");
  command
      .add_flag("--solution", options.solution,
                "The reference solution, in place of starter/LAB")
      ->excludes(submission);
  command
      .add_option("--traces", options.traces,
                  "A folder of traces (or one file), in place of the lab's own")
      ->type_name("DIR");
  command.add_flag("--hidden", options.hidden,
                   "Also the hidden traces and seeded variants of the public "
                   "ones (for instructors: needs solutions/)");
  command
      .add_option("--seed", options.seed,
                  "Of the variants, and of the exercises' cases")
      ->capture_default_str();
  command
      .add_option("--student", options.student,
                  "Whose answers predict.toml and diagnosis.toml must have; "
                  "else those of the student that they name")
      ->type_name("ID");
}

std::vector<grade::LabResult> grade_labs(
    const grade::Kit& kit, const std::vector<const grade::Manifest*>& labs,
    const SubmissionOptions& submission, grade::GradeOptions options,
    std::FILE* stream) {
  report::ProgressLine progress;
  options.progress = [&progress](const grade::Progress& now) {
    progress.show(now.lab, now.done, now.total, now.what);
  };
  report::TextOptions text = text_options(stream);
  text.rules = !options.correctness_only;
  text.notes = !options.check.empty();
  std::vector<grade::LabResult> results;
  for (const grade::Manifest* lab : labs) {
    results.push_back(grade::grade_lab(
        kit, *lab,
        options_for(kit, *lab, labs.size() == 1, submission, options)));
    progress.clear();
    fmt::print(stream, "{}{}", results.size() > 1 ? "\n" : "",
               report::lab_text(results.back(), text));
    std::fflush(stream);
  }
  return results;
}

}  // namespace heaplab::cli
