#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/dev/parts.hpp"
#include "cli/dev/tree.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/generate.hpp"

namespace heaplab::cli::dev {
namespace fs = std::filesystem;
namespace {

// Shorter lines of code are no one's secret.
constexpr std::size_t shortest_secret = 24;

// What must not ship, and where it stands.
struct Secrets {
  std::map<std::string, std::string> lines;  // whole lines, without blanks
  std::map<std::string, std::string> names;  // anywhere in a line
};

// What the starter of the lab gives, and those of the labs after it.
std::set<std::string> given_lines(const Tree& tree,
                                  const grade::Manifest& lab) {
  std::set<std::string> given;
  for (const grade::Manifest& other : tree.labs) {
    if (other.id < lab.id) continue;
    for (const std::string& file : other.submitted()) {
      for (const std::string& line :
           lines_of(read_file(tree.kit.starter(other.id) / file)))
        given.insert(trimmed(line));
    }
  }
  return given;
}

void add_solution_lines(const Tree& tree, const grade::Manifest& lab,
                        const std::string& name,
                        const std::set<std::string>& given, Secrets& secrets) {
  const std::string file = "solutions/" + lab.id + "/" + name;
  const bool hash = name.ends_with(".toml") || name.ends_with(".supp");
  const std::string mark = hash ? "# " : "// ";
  bool secret = false;
  std::size_t number = 0;
  for (const std::string& raw : lines_of(read_file(tree.kit.root / file))) {
    const std::string line = trimmed(raw);
    ++number;
    if (line == mark + "[solution" || line == mark + "solution]") {
      secret = line == mark + "[solution";
    } else if (secret && line.size() >= shortest_secret &&
               !given.contains(line)) {
      secrets.lines.emplace(line, fmt::format("{}:{}", file, number));
    }
  }
}

// Names of hidden traces that no public trace or pattern has as well.
void add_trace_names(const std::vector<std::string>& all, Secrets& secrets) {
  std::set<std::string> known;
  for (const trace::Pattern& pattern : trace::patterns()) {
    known.emplace(pattern.name);
  }
  for (const std::string& file : all) {
    if (file.starts_with("labs/")) known.insert(fs::path(file).stem());
  }
  for (const std::string& file : all) {
    const std::string name = fs::path(file).stem();
    const bool hidden =
        file.starts_with("solutions/") && file.ends_with(".trace");
    if (hidden && !known.contains(name)) secrets.names.emplace(name, file);
  }
}

// A word of its own: "maze" is not in "amazed".
bool has_name(const std::string& line, const std::string& name) {
  const auto is_part = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
  };
  for (std::size_t at = line.find(name); at != std::string::npos;
       at = line.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_part(line[at - 1]);
    if (begins && (end == line.size() || !is_part(line[end]))) return true;
  }
  return false;
}

bool ships_to_students(const std::string& file) {
  const bool data =
      file.starts_with("labs/traces/") && file.ends_with(".trace");
  return !data && (file.starts_with("labs/") || file.starts_with("starter/") ||
                   file.starts_with("lectures/") || file == "README.md" ||
                   file == "CONTRIBUTING.md");
}

void scan_file(const fs::path& root, const std::string& file,
               const Secrets& secrets, std::vector<std::string>& leaks) {
  std::size_t number = 0;
  for (const std::string& line : lines_of(read_file(root / file))) {
    ++number;
    const auto found = secrets.lines.find(trimmed(line));
    if (found != secrets.lines.end()) {
      leaks.push_back(
          fmt::format("{}:{}: this line is solution text ({}); "
                      "take it out",
                      file, number, found->second));
    }
    for (const auto& [name, where] : secrets.names) {
      if (!has_name(line, name)) continue;
      leaks.push_back(
          fmt::format("{}:{}: it names the hidden trace {}; take "
                      "that out",
                      file, number, where));
    }
  }
}

std::vector<std::string> scan(const fs::path& root,
                              const std::vector<std::string>& files,
                              const Secrets& secrets) {
  std::vector<std::string> leaks;
  for (const std::string& file : files) {
    if (ships_to_students(file)) scan_file(root, file, secrets, leaks);
  }
  return leaks;
}

// The control: plants one leak of each kind in a copy of one file, and expects
// both to be found there.
bool finds_planted_leaks(const Tree& tree, const Secrets& secrets) {
  const std::string file = "starter/" + tree.labs.back().id + "/" +
                           tree.labs.back().submitted().front();
  const sandbox::ScratchFolder copy;
  copy_files(tree.kit.root, {file}, copy.path());
  const std::string clean = read_file(copy.path() / file);
  const auto caught = [&](const std::string& leak) {
    write_file(copy.path() / file, clean + leak + "\n");
    return scan(copy.path(), {file}, secrets).size() >
           scan(tree.kit.root, {file}, secrets).size();
  };
  return !secrets.lines.empty() && !secrets.names.empty() &&
         caught("    " + secrets.lines.begin()->first) &&
         caught("// as in " + secrets.names.begin()->first + " above");
}

}  // namespace

Outcome check_leaks(const Tree& tree) {
  const std::vector<std::string> all = files_of(tree.kit.root, false);
  Secrets secrets;
  for (const grade::Manifest& lab : tree.labs) {
    const std::set<std::string> given = given_lines(tree, lab);
    for (const std::string& file : lab.submitted())
      add_solution_lines(tree, lab, file, given, secrets);
  }
  add_trace_names(all, secrets);
  Outcome outcome;
  outcome.faults = scan(tree.kit.root, all, secrets);
  if (!finds_planted_leaks(tree, secrets)) {
    outcome.faults.push_back(
        "the leak scan is dead: it does not find a leak that was planted in a "
        "copy; see grader/cli/dev/leaks.cpp");
  }
  outcome.detail = fmt::format("{} lines and {} names; planted leaks are found",
                               secrets.lines.size(), secrets.names.size());
  return outcome;
}

}  // namespace heaplab::cli::dev
