// ./lab dev: for those who work on the kit itself.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/command_line.hpp"
#include "cli/dev/parts.hpp"
#include "cli/kit.hpp"
#include "report/text.hpp"
#include "support/error.hpp"

namespace heaplab::cli {
namespace {

struct Part {
  const char* name;
  dev::Outcome (*check)(const dev::Tree&);
  bool by_lab = false;  // looks at one lab after the other
};

struct CheckOptions {
  std::vector<std::string> parts;
  std::string lab;  // only this one, where a part goes by labs
  bool build = false;
};

constexpr Part parts[] = {
    {"ids", dev::check_ids},
    {"files", dev::check_files},
    {"commands", dev::check_commands},
    {"points", dev::check_points},
    {"outcomes", dev::check_outcomes},
    {"detectors", dev::check_detectors},
    {"leaks", dev::check_leaks},
    {"handout", dev::check_handout},
    {"starters", dev::check_starters, true},
    {"solutions", dev::check_solutions, true},
    {"mutants", dev::check_mutants, true},
    {"checkers", dev::check_checkers, true},
    {"clinic", dev::check_clinic, true},
};

dev::Tree this_tree() {
  dev::Tree tree{this_kit(), {}};
  tree.labs = labs_of(tree.kit);
  if (std::filesystem::is_directory(tree.kit.root / "solutions")) return tree;
  throw InputError(fmt::format(
      "{}: expected the folder solutions/, found none; `dev` is for "
      "the whole kit, not for a handout",
      tree.kit.root.string()));
}

bool run_part(const dev::Tree& tree, const Part& part, bool build) {
  const bool building = build && part.check == dev::check_handout;
  dev::Outcome outcome;
  try {
    outcome = building ? dev::build_handout(tree) : part.check(tree);
  } catch (const InputError& error) {
    outcome.faults.emplace_back(error.what());
  }
  for (const std::string& fault : outcome.faults) {
    fmt::print("FAIL {:10} {}\n", part.name, fault);
  }
  if (outcome.faults.empty()) {
    fmt::print("ok   {:10} {}\n", part.name, outcome.detail);
  }
  std::fflush(stdout);
  return outcome.faults.empty();
}

bool is_wanted(const Part& part, const CheckOptions& options) {
  if (!options.lab.empty() && !part.by_lab) return false;
  const auto& names = options.parts;
  return names.empty() ||
         std::find(names.begin(), names.end(), part.name) != names.end();
}

int run_check(const CheckOptions& options) {
  dev::Tree tree = this_tree();
  if (!options.lab.empty()) {
    tree.labs = {grade::find_lab(tree.labs, options.lab)};
  }
  int failed = 0;
  int count = 0;
  for (const Part& part : parts) {
    if (!is_wanted(part, options)) continue;
    ++count;
    if (!run_part(tree, part, options.build)) ++failed;
  }
  if (count == 0) {
    throw InputError(
        "--lab: expected starters, solutions, mutants or checkers with it, "
        "found checks "
        "that look at all labs at once; leave --lab out");
  }
  fmt::print("{} of {} checks of the kit passed\n", count - failed, count);
  return failed == 0 ? exit_passed : exit_falls_short;
}

int run_starter(const std::string& name) {
  const dev::Tree tree = this_tree();
  for (const grade::Manifest& lab : tree.labs) {
    if (!name.empty() && grade::find_lab(tree.labs, name).id != lab.id)
      continue;
    for (const std::string& file : lab.submitted()) {
      fmt::print("starter/{}/{}: {}\n", lab.id, file,
                 dev::write_starter(tree, lab, file) ? "written" : "unchanged");
    }
  }
  return exit_passed;
}

int run_detectors() {
  fmt::print("labs/02-memory-errors/README.md: {}\n",
             dev::write_detectors(this_tree()) ? "written" : "unchanged");
  return exit_passed;
}

int run_reference(const std::string& name) {
  const dev::Tree tree = this_tree();
  for (const grade::Manifest& lab : tree.labs) {
    if (!name.empty() && grade::find_lab(tree.labs, name).id != lab.id)
      continue;
    for (const std::string& file : dev::write_references(tree, lab))
      fmt::print("{}: written\n", file);
  }
  return exit_passed;
}

void add_dev_check(CommandLine& line, CLI::App& dev) {
  auto options = std::make_shared<CheckOptions>();
  std::vector<std::string> known;
  for (const Part& part : parts) known.emplace_back(part.name);
  CLI::App* app =
      dev.add_subcommand("check", "Does the kit agree with itself?");
  app->add_option("PART", options->parts, "Only these checks")
      ->check(CLI::IsMember(known));
  app->add_option("--lab", options->lab,
                  "Only this lab, by the checks that go by labs: starters, "
                  "solutions, mutants, checkers");
  app->add_flag("--build", options->build,
                "Also build what ships, in a copy without solutions/: minutes");
  app->callback([&line, options] {
    line.run = [options] { return run_check(*options); };
  });
}

}  // namespace

void add_dev(CommandLine& line) {
  CLI::App* app =
      line.app.add_subcommand("dev", "For those who work on the kit itself");
  app->require_subcommand(1);
  add_dev_check(line, *app);
  auto lab = std::make_shared<std::string>();
  CLI::App* starter = app->add_subcommand(
      "starter", "Make starter/ anew from the marks in solutions/");
  starter->add_option("LAB", *lab, "Only this lab");
  starter->callback(
      [&line, lab] { line.run = [lab] { return run_starter(*lab); }; });
  CLI::App* detectors = app->add_subcommand(
      "detectors", "Write the handout's table of detectors");
  detectors->callback([&line] { line.run = run_detectors; });
  CLI::App* reference = app->add_subcommand(
      "reference", "Record the memory that the clinic's repairs need");
  reference->add_option("LAB", *lab, "Only this lab");
  reference->callback(
      [&line, lab] { line.run = [lab] { return run_reference(*lab); }; });
}

}  // namespace heaplab::cli
