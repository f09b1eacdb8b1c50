#include <fmt/format.h>

#include "cli/dev/parts.hpp"
#include "cli/dev/tree.hpp"
#include "grade/command.hpp"
#include "sandbox/scratch_folder.hpp"

namespace heaplab::cli::dev {
namespace fs = std::filesystem;
namespace {

constexpr double build_wall_s = 1800;

bool run(Outcome& outcome, const fs::path& folder,
         std::vector<std::string> argv) {
  grade::Command command;
  command.argv = std::move(argv);
  command.folder = folder;
  command.wall_s = build_wall_s;
  const grade::CommandResult result = grade::run_command(command);
  if (result.succeeded()) return true;
  const std::size_t from =
      result.output.size() > 3000 ? result.output.size() - 3000 : 0;
  outcome.faults.push_back(fmt::format(
      "without solutions/, `{}` fails; what ships must not need them:\n{}",
      command.argv[0], result.output.substr(from)));
  return false;
}

// A copy of what ships, configured; then `build` is run in its build folder.
Outcome make_handout(const Tree& tree, std::vector<std::string> build) {
  Outcome outcome;
  const sandbox::ScratchFolder scratch;
  const fs::path copy = scratch.path() / "handout";
  const std::vector<std::string> files = files_of(tree.kit.root, true);
  copy_files(tree.kit.root, files, copy);
  if (run(outcome, copy,
          {"cmake", "-S", ".", "-B", "build", "-G", "Ninja",
           "-DHEAPLAB_TESTS=OFF", "-DCMAKE_CXX_COMPILER=" HEAPLAB_CXX})) {
    run(outcome, copy, std::move(build));
  }
  outcome.detail = fmt::format("{} files without solutions/", files.size());
  return outcome;
}

}  // namespace

Outcome check_handout(const Tree& tree) {
  Outcome outcome =
      make_handout(tree, {"ninja", "-C", "build", "-n", "heaplab-kit"});
  outcome.detail += " configure; --build builds them too";
  return outcome;
}

Outcome build_handout(const Tree& tree) {
  Outcome outcome = make_handout(tree, {"ninja", "-C", "build", "heaplab-kit"});
  outcome.detail += " configure and build";
  return outcome;
}

}  // namespace heaplab::cli::dev
