// ./lab check: correctness only, fast.
#include <fmt/format.h>

#include <memory>

#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/pristine.hpp"
#include "cli/submission_options.hpp"
#include "report/exit_code.hpp"
#include "support/error.hpp"

namespace heaplab::cli {
namespace {

struct Options {
  std::string lab;
  std::string check;
  SubmissionOptions submission;
};

// Without a name: the labs that the student has begun, or the first one.
std::vector<const grade::Manifest*> chosen_labs(
    const grade::Kit& kit, const std::vector<grade::Manifest>& labs,
    const Options& options) {
  if (!options.lab.empty()) return {&grade::find_lab(labs, options.lab)};
  std::vector<const grade::Manifest*> chosen;
  const bool own = options.submission.submission.empty();
  for (const grade::Manifest& lab : labs) {
    if (!own || options.submission.solution || is_begun(kit, lab)) {
      chosen.push_back(&lab);
    }
  }
  if (chosen.empty()) {
    fmt::print(stderr,
               "lab: nothing in starter/ has been changed yet; this is the "
               "first lab\n");
    chosen.push_back(&labs.front());
  }
  return chosen;
}

int run_check(const Options& options) {
  const grade::Kit kit = this_kit();
  const std::vector<grade::Manifest> manifests = labs_of(kit);
  const auto labs = chosen_labs(kit, manifests, options);
  grade::GradeOptions grading;
  grading.correctness_only = true;
  grading.check = options.check;
  return report::exit_code(
      grade_labs(kit, labs, options.submission, grading, stdout));
}

}  // namespace

void add_check(CommandLine& line) {
  auto options = std::make_shared<Options>();
  CLI::App* app = line.app.add_subcommand(
      "check", "Correctness of the work in starter/, fast");
  app->add_option("LAB", options->lab,
                  "A lab's id, or its beginning: 04. Without it: the labs that "
                  "you have begun");
  app->add_option("CHECK", options->check,
                  "Only this check, such as teaching/free-middle, or this "
                  "group: teaching, tests");
  add_submission_options(*app, options->submission);
  app->callback([&line, options] {
    line.run = [options] { return run_check(*options); };
  });
}

}  // namespace heaplab::cli
