#include "cli/dev/clinic.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <system_error>

#include "cli/dev/tree.hpp"
#include "grade/clinic/memory_file.hpp"
#include "grade/clinic/reference.hpp"
#include "grade/grade.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::cli::dev {
namespace fs = std::filesystem;
namespace clinic = grade::clinic;
namespace {

using grade::Check;
using grade::Verdict;

std::vector<Check> checks_of(const Tree& tree, const grade::Manifest& lab,
                             const grade::Exercise& program,
                             const fs::path& submission, bool hidden) {
  grade::GradeOptions options;
  options.submission = submission;
  options.hidden = hidden;
  options.shrink = false;
  options.check = program.id;
  const auto result = grade::grade_lab(tree.kit, lab, options);
  if (result.status == grade::Status::grader_error)
    throw GraderError(result.message);
  return result.checks;
}

// The text of the line that a finding names first: "csv.cpp:57 in next()".
std::string line_named(const judge::Finding& finding, const fs::path& folder) {
  const std::size_t colon = finding.source.find(':');
  if (colon == std::string::npos) return {};
  std::size_t number = 0;
  const char* const digits = finding.source.data() + colon + 1;
  std::from_chars(digits, finding.source.data() + finding.source.size(),
                  number);
  const fs::path file = folder / finding.source.substr(0, colon);
  std::error_code none;
  if (!fs::exists(file, none)) return {};
  const std::vector<std::string> lines = lines_of(read_file(file));
  return number == 0 || number > lines.size() ? std::string()
                                              : trimmed(lines[number - 1]);
}

// What a mutant says of a finding, and what the finding says: empty when they
// agree.
std::string difference(const grade::Mutant& mutant, const Check& check,
                       const fs::path& folder) {
  if (!check.finding)
    return fmt::format("{} has no finding: {}", check.id, check.reason);
  const auto& finding = *check.finding;
  if (finding.kind != mutant.finding)
    return fmt::format("{} has {} ({})", check.id,
                       judge::finding_name(finding.kind), finding.actual);
  const std::string line = line_named(finding, folder);
  if (mutant.at.empty() || line.find(mutant.at) != std::string::npos) return {};
  return fmt::format("{} names the line \"{}\" ({})", check.id, line,
                     finding.source);
}

std::vector<Check> failed_of(std::vector<Check> checks) {
  std::erase_if(checks, [](const Check& check) {
    return check.verdict != Verdict::failed;
  });
  return checks;
}

std::string wanted(const grade::Mutant& mutant) {
  return fmt::format(
      "{}:1: expected {}{}", mutant.path.string(),
      judge::finding_name(mutant.finding),
      mutant.at.empty() ? "" : fmt::format(" at \"{}\"", mutant.at));
}

std::string names_of(const std::vector<Check>& checks) {
  std::vector<std::string> ids;
  for (const Check& check : checks) ids.push_back(check.id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

fs::path mutant_of(const Tree& tree, const grade::Manifest& lab,
                   const clinic::Program& program, const clinic::Bug& bug) {
  return tree.kit.solution(lab.id) / "mutants" /
         fmt::format("{}-{}.patch", program.id, bug.id);
}

// With all its bugs, the starter gives what each bug gives alone.
void check_starter(const Tree& tree, const grade::Manifest& lab,
                   const grade::Exercise& exercise,
                   const clinic::Program& program, bool hidden,
                   std::vector<std::string>& faults) {
  const fs::path folder = tree.kit.starter(lab.id);
  const auto checks = checks_of(tree, lab, exercise, folder, hidden);
  for (const Check& check : checks) {
    const std::string name = check.id.substr(program.id.size() + 1);
    const auto bug = std::find_if(
        program.bugs.begin(), program.bugs.end(),
        [&name](const clinic::Bug& one) { return one.id == name; });
    std::string fault;
    if (bug == program.bugs.end()) {
      if (check.verdict == Verdict::failed)
        fault = check.finding ? check.finding->actual : check.reason;
    } else if (fs::exists(mutant_of(tree, lab, program, *bug))) {
      fault =
          difference(grade::read_mutant(mutant_of(tree, lab, program, *bug)),
                     check, folder);
    }
    if (fault.empty()) continue;
    faults.push_back(fmt::format(
        "{}: its starter{}: {}; each bug must give the finding of its mutant",
        program.path.string(), hidden ? " with the hidden tests" : "", fault));
  }
}

void check_memory(const Tree& tree, const grade::Manifest& lab,
                  const clinic::Program& program,
                  std::vector<std::string>& faults) {
  const auto measured = clinic::measure(tree.kit, lab, program);
  for (const auto& [test, memory] : measured) {
    const auto known = program.reference.find(test);
    if (known != program.reference.end() &&
        clinic::is_near(memory, known->second))
      continue;
    faults.push_back(fmt::format(
        "{}: the memory of {} is not that of the solution; ./lab dev reference",
        program.folder.string(), test));
  }
}

void check_program(const Tree& tree, const grade::Manifest& lab,
                   const grade::Exercise& exercise, Outcome& outcome) {
  const clinic::Program program =
      clinic::read_program(tree.kit, lab, exercise, true);
  for (const clinic::Bug& bug : program.bugs) {
    const fs::path mutant = mutant_of(tree, lab, program, bug);
    if (fs::exists(mutant)) continue;
    outcome.faults.push_back(mutant.string() +
                             ": missing; every bug has a mutant of its own");
  }
  check_memory(tree, lab, program, outcome.faults);
  for (const bool hidden : {false, true})
    check_starter(tree, lab, exercise, program, hidden, outcome.faults);
}

}  // namespace

const grade::Exercise* clinic_program(const grade::Manifest& lab,
                                      const grade::Mutant& mutant) {
  const std::string file = grade::patched_file(mutant.path);
  for (const grade::Exercise& one : lab.exercises)
    if (!one.repairs.empty() && one.repairs == file) return &one;
  return nullptr;
}

std::string clinic_mutant_fault(const Tree& tree, const grade::Manifest& lab,
                                const grade::Mutant& mutant,
                                const fs::path& submission) {
  const grade::Exercise& exercise = *clinic_program(lab, mutant);
  const clinic::Program program =
      clinic::read_program(tree.kit, lab, exercise, true);
  const auto failed =
      failed_of(checks_of(tree, lab, exercise, submission, true));
  if (failed.empty())
    return wanted(mutant) + ", found no finding at all; add a test";
  const auto bug = std::find_if(
      program.bugs.begin(), program.bugs.end(), [&](const clinic::Bug& one) {
        return mutant.name == program.id + "-" + one.id;
      });
  if (bug == program.bugs.end()) {
    std::string last;
    for (const Check& check : failed) {
      last = difference(mutant, check, submission);
      if (last.empty()) return {};
    }
    return fmt::format("{}; {}", wanted(mutant), last);
  }
  if (failed.size() > 1 || failed.front().id != program.id + "/" + bug->id)
    return fmt::format("{} by {}/{} alone, found failures of {}",
                       wanted(mutant), program.id, bug->id, names_of(failed));
  const std::string other = difference(mutant, failed.front(), submission);
  return other.empty() ? other : fmt::format("{}; {}", wanted(mutant), other);
}

Outcome check_clinic(const Tree& tree) {
  Outcome outcome;
  std::size_t programs = 0;
  for (const grade::Manifest& lab : tree.labs) {
    for (const grade::Exercise& exercise : lab.exercises) {
      if (exercise.repairs.empty()) continue;
      ++programs;
      check_program(tree, lab, exercise, outcome);
    }
  }
  outcome.detail = fmt::format("{} programs to repair", programs);
  return outcome;
}

std::vector<std::string> write_references(const Tree& tree,
                                          const grade::Manifest& lab) {
  std::vector<std::string> written;
  for (const grade::Exercise& exercise : lab.exercises) {
    if (exercise.repairs.empty()) continue;
    const clinic::Program program =
        clinic::read_program(tree.kit, lab, exercise, true);
    const auto measured = clinic::measure(tree.kit, lab, program);
    for (const bool hidden : {false, true}) {
      std::map<std::string, clinic::Memory> memory;
      for (const clinic::Test& test : program.tests)
        if (test.hidden == hidden) memory[test.name] = measured.at(test.name);
      const fs::path file =
          clinic::memory_file(tree.kit, lab, program.id, hidden);
      if (memory.empty()) continue;
      write_file(file, clinic::memory_text(memory));
      written.push_back(file.lexically_relative(tree.kit.root).string());
    }
  }
  return written;
}

}  // namespace heaplab::cli::dev
