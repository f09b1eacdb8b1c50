#include "grade/error_tools.hpp"

#include "support/program_file.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t most_output_bytes = 256u << 10;

}  // namespace

std::optional<fs::path> find_valgrind(const std::string& folders) {
  return find_program("valgrind", folders);
}

sandbox::CommandLimits tool_limits(const fs::path& folder) {
  sandbox::CommandLimits limits;
  limits.readable = {
      "/usr", "/lib",  "/lib64", "/bin",
      "/etc", "/proc", "/dev",   fs::path(HEAPLAB_CXX).parent_path()};
  limits.writable = {folder, "/dev/null"};
  limits.folder = folder;
  limits.memory_bytes = 0;  // the tools reserve all there is
  limits.output_bytes = most_output_bytes;
  return limits;
}

const std::vector<std::string>& tool_environment() {
  static const std::vector<std::string> variables = {
      "LC_ALL=C", "PATH=/usr/local/bin:/usr/bin:/bin", "TMPDIR=.",
      "ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=1"
      ":strip_path_prefix=./"};
  return variables;
}

sandbox::CommandOutcome compile_for_memcheck(
    const fs::path& folder, const std::string& source,
    const std::string& object, const std::vector<std::string>& more,
    const RunConfined& run_confined) {
  std::vector<std::string> command = {
      HEAPLAB_CXX, "-std=c++20",
      "-O0",       "-g",
      "-gdwarf-4", "-fno-omit-frame-pointer",
      "-w",        "-ffile-prefix-map=" + folder.string() + "=.",
      source,      "-o",
      object};
  command.insert(command.end(), more.begin(), more.end());
  return run_confined(command, tool_limits(folder), tool_environment());
}

}  // namespace heaplab::grade
