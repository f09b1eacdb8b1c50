// ./lab grade: the full score.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/output_file.hpp"
#include "cli/submission_options.hpp"
#include "report/exit_code.hpp"
#include "report/json.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

struct Options {
  std::vector<std::string> labs;
  bool all = false;
  SubmissionOptions submission;
  std::string json;  // file; "-": stdout
};

std::vector<const grade::Manifest*> chosen_labs(
    const std::vector<grade::Manifest>& labs, const Options& options) {
  std::vector<const grade::Manifest*> chosen;
  for (const std::string& name : options.labs) {
    chosen.push_back(&grade::find_lab(labs, name));
  }
  if (options.all) {
    for (const grade::Manifest& lab : labs) chosen.push_back(&lab);
  }
  if (!chosen.empty()) return chosen;
  std::string text = "lab: grade needs a lab, or --all. The labs are\n";
  for (const grade::Manifest& lab : labs) {
    text += fmt::format("  {:22} {}\n", lab.id, lab.title);
  }
  throw InputError(text +
                   fmt::format("For example: ./lab grade {}", labs.front().id));
}

// `./lab` shows it later. A checkout that cannot be written goes without.
void keep_result(const grade::Kit& kit, const grade::LabResult& result) {
  try {
    const fs::path path = last_result(kit, result.lab);
    fs::create_directories(path.parent_path());
    write_file(path, report::to_json({result}, kit.version));
  } catch (const std::exception&) {
    return;
  }
}

bool is_own_work(const Options& options) {
  return options.submission.submission.empty() &&
         !options.submission.solution && options.submission.traces.empty() &&
         !options.submission.hidden && options.submission.student.empty();
}

int run_grade(const Options& options) {
  const grade::Kit kit = this_kit();
  const std::vector<grade::Manifest> manifests = labs_of(kit);
  const auto labs = chosen_labs(manifests, options);
  require_writable(options.json, "--json");
  std::FILE* stream = options.json == "-" ? stderr : stdout;
  const std::vector<grade::LabResult> results =
      grade_labs(kit, labs, options.submission, {}, stream);
  if (results.size() > 1) {
    fmt::print(stream, "\n{}",
               report::overview_text(results, text_options(stream)));
  }
  if (is_own_work(options)) {
    for (const grade::LabResult& result : results) keep_result(kit, result);
  }
  const std::string json = report::to_json(results, kit.version);
  if (options.json == "-") {
    fmt::print("{}", json);
  } else if (!options.json.empty()) {
    write_file(options.json, json);
  }
  return report::exit_code(results);
}

}  // namespace

void add_grade(CommandLine& line) {
  auto options = std::make_shared<Options>();
  CLI::App* app = line.app.add_subcommand(
      "grade", "The full score: correctness, throughput, utilization");
  auto* labs =
      app->add_option("LAB", options->labs, "A lab's id, or its beginning: 04");
  app->add_flag("--all", options->all, "All labs")->excludes(labs);
  add_submission_options(*app, options->submission);
  app->add_option("--json", options->json,
                  "Also write the result as JSON; - is stdout, and then the "
                  "table goes to stderr")
      ->type_name("FILE");
  app->callback([&line, options] {
    line.run = [options] { return run_grade(*options); };
  });
}

}  // namespace heaplab::cli
