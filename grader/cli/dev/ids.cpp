#include <fmt/format.h>

#include <regex>
#include <set>

#include "cli/dev/parts.hpp"
#include "grade/exercise_cases.hpp"
#include "grade/trace_jobs.hpp"
#include "support/error.hpp"

namespace heaplab::cli::dev {
namespace {

void check_needs(const Tree& tree, const grade::Manifest& lab,
                 std::vector<std::string>& faults) {
  for (const std::string& need : lab.needs) {
    const bool earlier =
        need < lab.id && std::any_of(tree.labs.begin(), tree.labs.end(),
                                     [&](const grade::Manifest& other) {
                                       return other.id == need;
                                     });
    if (!earlier) {
      faults.push_back(fmt::format(
          "{}: needs \"{}\", which is no earlier lab; correct `needs`",
          lab.path.string(), need));
    }
  }
}

std::size_t check_traces(const Tree& tree, const grade::Manifest& lab,
                         std::vector<std::string>& faults) {
  static const std::regex legal("[a-z0-9-]+/[A-Za-z0-9._-]+");
  grade::GradeOptions options;
  options.hidden = true;
  std::set<std::string> seen;
  for (const auto& job : grade::read_jobs(tree.kit, lab, options)) {
    const std::string& id = job.check.id;
    if (!std::regex_match(id, legal)) {
      faults.push_back(fmt::format(
          "{}: the check id \"{}\" is not legal; rename the trace: letters, "
          "digits, \"-\", \".\" and \"_\"",
          job.trace.path, id));
    }
    if (!seen.insert(id).second) {
      faults.push_back(
          fmt::format("{}: there are two checks \"{}\" in {}; rename one",
                      job.trace.path, id, lab.id));
    }
  }
  return seen.size();
}

// Of exercises: their cases.
std::size_t check_cases(const Tree& tree, const grade::Manifest& lab,
                        std::vector<std::string>& faults) {
  static const std::regex legal("[a-z0-9-]+(/[a-z0-9-]+)*");
  const grade::Toolchain tools = grade::find_toolchain(grade::native_isa());
  std::size_t count = 0;
  for (const grade::Exercise& exercise : lab.exercises) {
    if (!grade::has_cases(lab, exercise)) continue;
    std::set<std::string> seen;
    for (const auto& one : grade::list_cases(tree.kit, lab, exercise, tools)) {
      ++count;
      if (std::regex_match(one.id, legal) && seen.insert(one.id).second)
        continue;
      faults.push_back(fmt::format(
          "labs/{}/exercises/{}.cpp: the case id \"{}\" is there twice or is "
          "not legal; rename the case: small letters, digits, \"-\" and \"/\"",
          lab.id, exercise.id, one.id));
    }
  }
  return count;
}

}  // namespace

Outcome check_ids(const Tree& tree) {
  static const std::regex legal("[0-9]{2}(-[a-z0-9]+)+");
  Outcome outcome;
  std::set<std::string> numbers;
  std::size_t checks = 0;
  std::size_t cases = 0;
  for (const grade::Manifest& lab : tree.labs) {
    if (!std::regex_match(lab.id, legal)) {
      outcome.faults.push_back(
          fmt::format("{}: the id \"{}\" is not of the form NN-some-name; "
                      "rename the folder and the id",
                      lab.path.string(), lab.id));
    }
    if (!numbers.insert(lab.id.substr(0, 2)).second) {
      outcome.faults.push_back(fmt::format(
          "{}: another lab has the number {}; take the next free one",
          lab.path.string(), lab.id.substr(0, 2)));
    }
    check_needs(tree, lab, outcome.faults);
    checks += check_traces(tree, lab, outcome.faults);
    cases += check_cases(tree, lab, outcome.faults);
  }
  outcome.detail = fmt::format("{} labs, {} checks by trace, {} cases",
                               tree.labs.size(), checks, cases);
  return outcome;
}

}  // namespace heaplab::cli::dev
