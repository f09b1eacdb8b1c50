#include "grade/clinic/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "grade/clinic/examination.hpp"
#include "grade/error_tools.hpp"
#include "grade/exercise_build.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade::clinic {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view works_id = "works";

std::string option_words(const fs::path& program, const std::string& suite) {
  return fmt::format(
      "see it yourself: {}",
      valgrind_command(
          {program.string(), fmt::format("--gtest_filter={}.*", suite)}));
}

class Repair {
 public:
  explicit Repair(const KindTask& task)
      : run_(task.run),
        prefix_(task.prefix),
        program_(read_program(task.run.kit, task.run.lab, task.exercise,
                              task.run.options.hidden)) {}

  std::vector<Check> checks(double points) const {
    std::vector<Check> checks;
    add(std::string(works_id), "what worked before works still", 0, checks);
    const auto count = static_cast<double>(program_.bugs.size());
    for (const Bug& bug : program_.bugs)
      add(bug.id, bug.title, points / count, checks);
    return checks;
  }

  void judge(std::vector<Check>& wanted, const KindChecks::Begin& begin) {
    begin(wanted.front().id);
    const BuildTask task{run_.kit,
                         run_.lab,
                         program_,
                         run_.submission.name,
                         run_.options.hidden,
                         run_.services};
    const Built built = build(task);
    if (built.finding) return fail_all(wanted, *built.finding);
    const fs::path valgrind =
        find_valgrind(run_.services.program_folders).value_or(fs::path());
    if (!valgrind.empty()) require_marks();
    Examination examination(task, built, valgrind);
    for (Check& check : wanted) {
      if (&check != &wanted.front()) begin(check.id);
      judge(check, examination);
    }
    require_works(wanted, examination);
    leave_program(task, built, wanted);
  }

 private:
  void add(const std::string& id, const std::string& title, double points,
           std::vector<Check>& checks) const {
    Check check;
    check.id = prefix_ + id;
    check.title = title;
    check.max_score = points;
    checks.push_back(std::move(check));
  }

  // See clinic/memcheck.cpp.
  void require_marks() const {
    const fs::path half = run_.kit.bin / "clinic" / "counted.o";
    if (read_file(half).find("clinic_without_marks") == std::string::npos)
      return;
    throw GraderError(fmt::format(
        "the kit was built before Valgrind was installed; remove {} and run "
        "the command again",
        run_.kit.bin.parent_path().string()));
  }

  std::string name_of(const Check& check) const {
    return check.id.substr(prefix_.size());
  }

  // Null for `works`.
  const Bug* bug_of(const Check& check) const {
    const std::string name = name_of(check);
    const auto found =
        std::find_if(program_.bugs.begin(), program_.bugs.end(),
                     [&name](const Bug& bug) { return bug.id == name; });
    return found == program_.bugs.end() ? nullptr : &*found;
  }

  std::string suite_of(const Check& check) const {
    const Bug* const bug = bug_of(check);
    return bug == nullptr ? std::string(works_suite) : bug->suite;
  }

  // The first shows it; the others say where it is shown.
  static void fail_all(std::vector<Check>& wanted,
                       const judge::Finding& finding) {
    for (Check& check : wanted)
      check.reason = fmt::format("not run: {}", finding.actual);
    wanted.front().reason.clear();
    wanted.front().finding = finding;
  }

  void judge(Check& check, Examination& examination) const {
    try {
      check.finding = examination.examine(suite_of(check));
    } catch (const GraderError& error) {
      return set_grader_error(check, error.what());
    }
    const Bug* const bug = bug_of(check);
    if (check.finding) {
      if (bug != nullptr) check.finding->hint = bug->hint;
      return;
    }
    const bool unseen = bug != nullptr && bug->detector == Detector::memcheck &&
                        !examination.had_memcheck();
    if (unseen) return set_ungraded(check, valgrind_missing);
    check.verdict = Verdict::passed;
    check.score = check.max_score;
  }

  // A bug that was removed together with what the program is for is no repair.
  void require_works(std::vector<Check>& wanted,
                     Examination& examination) const {
    const auto works = std::find_if(
        wanted.begin(), wanted.end(),
        [this](const Check& check) { return name_of(check) == works_id; });
    const bool works_fails =
        works != wanted.end()
            ? works->verdict == Verdict::failed
            : examination.examine(std::string(works_suite)).has_value();
    if (!works_fails) return;
    for (Check& check : wanted) {
      if (check.verdict == Verdict::failed || bug_of(check) == nullptr)
        continue;
      check.verdict = Verdict::failed;
      check.score = 0;
      check.reason = fmt::format(
          "not counted: {}{} fails; a repair keeps what the program did",
          prefix_, works_id);
    }
  }

  // For a person, the program of the tests that may be seen.
  void leave_program(const BuildTask& task, const Built& built,
                     std::vector<Check>& wanted) const {
    const auto failed = [](const Check& check) {
      return check.finding.has_value();
    };
    if (std::none_of(wanted.begin(), wanted.end(), failed)) return;
    const fs::path folder = run_.options.findings.empty()
                                ? run_.kit.findings(run_.lab.id)
                                : run_.options.findings;
    const fs::path to = folder / fmt::format("{}-tests", program_.id);
    if (!link_visible(task, built, to)) return;
    for (Check& check : wanted) {
      if (!check.finding) continue;
      check.finding->steps.push_back(
          option_words(shown_path(to, run_.kit.root), suite_of(check)));
    }
  }

  const Run& run_;
  std::string prefix_;
  Program program_;
};

}  // namespace

KindChecks repair_checks(const KindTask& task) {
  const auto repair = std::make_shared<Repair>(task);
  KindChecks kind;
  kind.checks = repair->checks(task.points);
  kind.judge = [repair](std::vector<Check>& wanted,
                        const KindChecks::Begin& begin) {
    repair->judge(wanted, begin);
  };
  return kind;
}

}  // namespace heaplab::grade::clinic
