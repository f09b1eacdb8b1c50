#include "cli/pristine.hpp"

#include <algorithm>
#include <optional>

#include "grade/command.hpp"
#include "grade/starter.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

std::optional<std::string> git(const fs::path& root,
                               std::vector<std::string> arguments) {
  grade::Command command;
  command.argv = {"git", "--no-pager"};
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  command.folder = root;
  try {
    const grade::CommandResult result = grade::run_command(command);
    if (result.succeeded()) return result.output;
  } catch (const GraderError&) {
    return std::nullopt;  // there is no git here
  }
  return std::nullopt;
}

std::optional<std::string> oldest_version(const fs::path& root,
                                          const std::string& file) {
  const auto commits = git(root, {"rev-list", "--reverse", "HEAD", "--", file});
  if (!commits || commits->empty()) return std::nullopt;
  const std::string first = commits->substr(0, commits->find('\n'));
  return git(root, {"show", first + ":./" + file});
}

std::optional<std::string> handed_out(const grade::Kit& kit,
                                      const grade::Manifest& lab,
                                      const std::string& file) {
  const fs::path solution = kit.solution(lab.id) / file;
  if (fs::exists(solution)) {
    return grade::strip_solution(read_file(solution), solution);
  }
  return oldest_version(kit.root, "starter/" + lab.id + "/" + file);
}

bool is_changed(const grade::Kit& kit, const grade::Manifest& lab,
                const std::string& name) {
  const fs::path file = kit.starter(lab.id) / name;
  if (!fs::exists(file)) return false;
  const std::optional<std::string> pristine = handed_out(kit, lab, name);
  return !pristine || *pristine != read_file(file);
}

}  // namespace

bool is_begun(const grade::Kit& kit, const grade::Manifest& lab) {
  const std::vector<std::string> files = lab.submitted();
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) {
    return is_changed(kit, lab, file);
  });
}

}  // namespace heaplab::cli
