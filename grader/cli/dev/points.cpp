#include <fmt/format.h>

#include <charconv>
#include <map>

#include "cli/dev/parts.hpp"
#include "cli/dev/tree.hpp"
#include "support/file.hpp"

namespace heaplab::cli::dev {
namespace {

struct Row {
  std::size_t line = 0;  // of the handout, from 1 on
  double points = 0;     // 0 where it names no number
};

// "| leaf | 18 |" as its two cells; empty for a line of another form.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found;
  for (std::size_t at = line.find('|'); at != std::string::npos;) {
    const std::size_t end = line.find('|', at + 1);
    if (end == std::string::npos) break;
    found.push_back(trimmed(line.substr(at + 1, end - at - 1)));
    at = end;
  }
  return found.size() == 2 ? found : std::vector<std::string>{};
}

double leading_number(const std::string& text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The rows below "| exercise | points |", by exercise.
std::map<std::string, Row> rows_of(const std::string& handout) {
  std::map<std::string, Row> rows;
  bool inside = false;
  std::size_t number = 0;
  for (const std::string& line : lines_of(handout)) {
    ++number;
    const auto row = cells(line);
    if (row == std::vector<std::string>{"exercise", "points"}) inside = true;
    if (row.empty()) inside = false;
    if (inside) rows[row.front()] = {number, leading_number(row.back())};
  }
  rows.erase("exercise");
  rows.erase("---");
  return rows;
}

}  // namespace

std::vector<std::string> wrong_points(const grade::Manifest& lab,
                                      const std::string& handout) {
  std::vector<std::string> faults;
  auto rows = rows_of(handout);
  const std::string file = fmt::format("labs/{}/README.md", lab.id);
  for (const grade::Exercise& exercise : lab.exercises) {
    const auto row = rows.find(exercise.id);
    if (row == rows.end()) {
      faults.push_back(fmt::format(
          "{}: expected a row for {} in the table \"| exercise | points |\", "
          "found none; add `| {} | {} |`",
          file, exercise.id, exercise.id, exercise.points));
      continue;
    }
    if (row->second.points != exercise.points) {
      faults.push_back(fmt::format(
          "{}:{}: expected {} points for {}, as in lab.toml, found {}; correct "
          "one of them",
          file, row->second.line, exercise.points, exercise.id,
          row->second.points));
    }
    rows.erase(row);
  }
  for (const auto& [name, row] : rows) {
    faults.push_back(fmt::format(
        "{}:{}: expected an exercise of lab.toml, found {}; remove the row",
        file, row.line, name));
  }
  return faults;
}

Outcome check_points(const Tree& tree) {
  Outcome outcome;
  std::size_t count = 0;
  for (const grade::Manifest& lab : tree.labs) {
    if (lab.exercises.empty()) continue;
    count += lab.exercises.size();
    const auto faults =
        wrong_points(lab, read_file(lab.folder() / "README.md"));
    outcome.faults.insert(outcome.faults.end(), faults.begin(), faults.end());
  }
  outcome.detail = fmt::format("{} exercises in handouts", count);
  return outcome;
}

}  // namespace heaplab::cli::dev
