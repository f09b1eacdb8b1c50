// The checks that the lectures name as proof of their outcomes.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "cli/dev/parts.hpp"
#include "cli/dev/tree.hpp"
#include "grade/clinic/program.hpp"
#include "grade/exercise_cases.hpp"
#include "grade/program_checks.hpp"
#include "grade/trace_jobs.hpp"
#include "support/file.hpp"
#include "trace/nearest.hpp"

namespace heaplab::cli::dev {
namespace fs = std::filesystem;
namespace {

// "tests/Suite.Name" for each test in the sources of a lab's unit tests.
void add_tests(const fs::path& folder, std::vector<std::string>& ids) {
  static const std::regex test(R"(TEST(?:_F|_P)?\((\w+),\s*(\w+)\))");
  if (!fs::is_directory(folder)) return;
  for (const auto& file : fs::directory_iterator(folder)) {
    const std::string text = read_file(file.path());
    for (std::sregex_iterator at(text.begin(), text.end(), test), end;
         at != end; ++at)
      ids.push_back(fmt::format("tests/{}.{}", at->str(1), at->str(2)));
  }
}

void add_exercise(const Tree& tree, const grade::Manifest& lab,
                  const grade::Exercise& exercise,
                  std::vector<std::string>& ids) {
  ids.push_back(exercise.id);
  if (grade::has_cases(lab, exercise)) {
    const grade::Toolchain tools = grade::find_toolchain(grade::native_isa());
    for (const auto& one : list_cases(tree.kit, lab, exercise, tools))
      ids.push_back(exercise.id + "/" + one.id);
  }
  if (!exercise.repairs.empty()) {
    for (const auto& bug :
         grade::clinic::read_program(tree.kit, lab, exercise, false).bugs)
      ids.push_back(exercise.id + "/" + bug.id);
  }
}

// The checks that students see, by their ids.
std::vector<std::string> visible_checks(const Tree& tree,
                                        const grade::Manifest& lab) {
  std::vector<std::string> ids;
  for (const auto& job : grade::read_jobs(tree.kit, lab, {}))
    ids.push_back(job.check.id);
  for (const grade::Exercise& exercise : lab.exercises)
    add_exercise(tree, lab, exercise, ids);
  add_tests(lab.folder() / "tests", ids);
  const fs::path programs = lab.folder() / "programs";
  if (!fs::is_directory(programs)) return ids;
  for (const auto& one : grade::read_programs_folder(programs))
    ids.push_back(fmt::format("{}/{}", grade::programs_group, one.name));
  return ids;
}

// `wanted` is the id, or leads to it as a group: "csv" to "csv/missing-nul".
bool leads_to(const std::string& wanted, const std::string& id) {
  if (!id.starts_with(wanted)) return false;
  return id.size() == wanted.size() || id[wanted.size()] == '/' ||
         id[wanted.size()] == '.';
}

}  // namespace

std::vector<std::string> wrong_outcomes(const std::string& file,
                                        const std::string& lecture,
                                        const std::vector<std::string>& ids) {
  static const std::regex list(R"(^\s*checks:\s*\[(.*)\]\s*$)");
  static const std::regex name(R"([^,\s]+)");
  std::vector<std::string> faults;
  std::size_t number = 0;
  for (const std::string& line : lines_of(lecture)) {
    ++number;
    std::smatch found;
    if (!std::regex_match(line, found, list)) continue;
    const std::string names = found.str(1);
    for (std::sregex_iterator at(names.begin(), names.end(), name), end;
         at != end; ++at) {
      const std::string wanted = at->str();
      if (std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
            return leads_to(wanted, id);
          }))
        continue;
      const std::vector<std::string_view> known(ids.begin(), ids.end());
      const std::string near(trace::nearest(wanted, known));
      faults.push_back(fmt::format(
          "{}:{}: expected checks of the labs, as LAB/CHECK, found {}; {}",
          file, number, wanted,
          near.empty() ? "./lab check LAB names those of a lab"
                       : fmt::format("did you mean {}?", near)));
    }
  }
  return faults;
}

Outcome check_outcomes(const Tree& tree) {
  std::vector<std::string> ids;
  for (const grade::Manifest& lab : tree.labs) {
    for (const std::string& id : visible_checks(tree, lab))
      ids.push_back(lab.id + "/" + id);
  }
  Outcome outcome;
  std::size_t lectures = 0;
  for (const auto& folder :
       fs::directory_iterator(tree.kit.root / "lectures")) {
    const fs::path file = folder.path() / "lecture.md";
    if (!fs::exists(file)) continue;
    ++lectures;
    const auto faults = wrong_outcomes(
        fs::relative(file, tree.kit.root).string(), read_file(file), ids);
    outcome.faults.insert(outcome.faults.end(), faults.begin(), faults.end());
  }
  std::sort(outcome.faults.begin(), outcome.faults.end());
  outcome.detail = fmt::format("{} lectures, {} checks that they may name",
                               lectures, ids.size());
  return outcome;
}

}  // namespace heaplab::cli::dev
