#include "grade/suppression/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "grade/compile.hpp"
#include "grade/run.hpp"
#include "grade/suppression/findings.hpp"
#include "grade/suppression/memcheck_run.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade::suppression {
namespace fs = std::filesystem;
namespace {

using judge::Finding;

// A run of app.cpp whose errors are all accepted.
struct Accepted {
  const char* name;
  const char* title;
  double weight;
  std::vector<std::string> command;
};
const Accepted accepted_runs[] = {
    {"accepted",
     "suppressed: what the team has accepted",
     2,
     {"./app", "mail", "calendar"}},
    {"other-plugins",
     "suppressed: the same with other plugins",
     1,
     {"./app", "print"}},
};

bool is_at(const valgrind::Error& error, const Mistake& mistake) {
  if (error.stacks.empty()) return false;
  const auto& frames = error.stacks.front().frames;
  return std::any_of(
      frames.begin(), frames.end(), [&mistake](const valgrind::Frame& frame) {
        return frame.file == "later.cpp" && frame.line == mistake.line;
      });
}

const valgrind::Error* find_error(const MemcheckRun& run,
                                  const Mistake& mistake) {
  const auto found = std::find_if(
      run.errors.begin(), run.errors.end(),
      [&mistake](const auto& error) { return is_at(error, mistake); });
  return found == run.errors.end() ? nullptr : &*found;
}

void settle(Check* check, std::optional<Finding> finding) {
  if (check == nullptr) return;
  check->verdict = finding ? Verdict::failed : Verdict::passed;
  check->score = finding ? 0 : check->max_score;
  check->finding = std::move(finding);
}

class Judge {
 public:
  Judge(const Task& task, std::vector<Check>& checks,
        const RunConfined& run_confined,
        const std::function<void(const std::string&)>& begin)
      : task_(task), checks_(checks), begin_(begin), run_(run_confined) {}

  void judge() {
    const auto valgrind = find_valgrind(task_.folders);
    if (!valgrind) {
      for (Check& check : checks_) set_ungraded(check, valgrind_missing);
      return;
    }
    std::error_code none;
    if (!fs::exists(task_.file, none)) {
      return fail_all(missing_file_finding());
    }
    require_source(task_.file);
    text_ = read_file(task_.file);
    const Programs programs(task_.program, *valgrind, run_);
    if (all_suppressed(programs)) judge_mistakes(programs);
  }

 private:
  Check* find(const std::string& name) const {
    const auto found = std::find_if(
        checks_.begin(), checks_.end(),
        [&](const Check& check) { return check.id == task_.prefix + name; });
    return found == checks_.end() ? nullptr : &*found;
  }

  void fail_all(const Finding& finding) {
    for (Check& check : checks_) settle(&check, finding);
  }

  bool all_suppressed(const Programs& programs) {
    bool all = true;
    for (const Accepted& accepted : accepted_runs) {
      begin_(task_.prefix + accepted.name);
      const MemcheckRun run = programs.run(accepted.command, text_);
      if (run.syntax_error) {
        fail_all(syntax_finding(*run.syntax_error));
        return false;
      }
      std::optional<Finding> finding;
      if (!run.errors.empty())
        finding = missed_finding(accepted.command, run.errors.front(),
                                 run.errors.size());
      if (finding) all = false;
      settle(find(accepted.name), std::move(finding));
    }
    if (all) return true;
    for (const Mistake& mistake : read_mistakes(task_.program)) {
      if (Check* const check = find(mistake.name))
        check->reason = "not run: what is accepted is still reported";
    }
    return false;
  }

  void judge_mistakes(const Programs& programs) {
    const std::vector<std::string> command = {"./later", "mail", "print"};
    begin_(task_.prefix + "later");
    const MemcheckRun run = programs.run(command, text_);
    std::optional<MemcheckRun> all;  // that there are
    for (const Mistake& mistake : read_mistakes(task_.program)) {
      if (find_error(run, mistake) != nullptr) {
        settle(find(mistake.name), std::nullopt);
        continue;
      }
      if (!all) all = programs.run(command, "");
      const valgrind::Error* const error = find_error(*all, mistake);
      if (error == nullptr) {
        throw GraderError(
            fmt::format("later.cpp:{} has no error that Memcheck "
                        "reports",
                        mistake.line));
      }
      settle(find(mistake.name), hidden_finding(mistake, *error, run.used));
    }
  }

  const Task& task_;
  std::vector<Check>& checks_;
  const std::function<void(const std::string&)>& begin_;
  const RunConfined& run_;
  std::string text_;  // of the file
};

}  // namespace

std::vector<Mistake> read_mistakes(const fs::path& program) {
  static const std::regex form("^ *(.*[^ ]) *// mistake: ([a-z-]+)$");
  std::vector<Mistake> mistakes;
  std::istringstream lines(read_file(program / "later.cpp"));
  std::uint32_t number = 0;
  std::smatch found;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (std::regex_match(line, found, form))
      mistakes.push_back({found[2], number, found[1]});
  }
  return mistakes;
}

std::vector<Check> empty_checks(const Task& task) {
  std::vector<Check> checks;
  double weights = 0;
  const auto add = [&](const std::string& name, std::string title,
                       double weight) {
    Check check;
    check.id = task.prefix + name;
    check.title = std::move(title);
    check.max_score = weight;
    weights += weight;
    checks.push_back(std::move(check));
  };
  for (const Accepted& run : accepted_runs)
    add(run.name, run.title, run.weight);
  for (const Mistake& mistake : read_mistakes(task.program)) {
    std::string words = mistake.name;
    std::replace(words.begin(), words.end(), '-', ' ');
    add(mistake.name, "still reported: " + words, 1);
  }
  for (Check& check : checks) check.max_score *= task.points / weights;
  return checks;
}

void judge_suppressions(const Task& task, std::vector<Check>& checks,
                        const RunConfined& run_confined,
                        const std::function<void(const std::string&)>& begin) {
  Judge(task, checks, run_confined, begin).judge();
}

}  // namespace heaplab::grade::suppression
