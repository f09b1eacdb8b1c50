#include "grade/program_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <system_error>

#include "grade/run.hpp"
#include "shim/crash_log.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "support/program_file.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::uintmax_t most_output_file_bytes = 32 << 20;

sandbox::CommandLimits limits_for(const Kit& kit, const Program& program,
                                  const fs::path& folder,
                                  const fs::path& preload) {
  sandbox::CommandLimits limits;
  limits.readable = {"/usr",      "/bin",         "/lib",
                     "/lib64",    "/etc",         "/dev/null",
                     "/dev/zero", "/dev/urandom", "/sys/devices/system/cpu"};
  limits.writable = {folder, "/dev/null"};
  if (!preload.empty()) {
    limits.readable.push_back(preload);
    limits.writable.push_back(preload.string() + shim::crash_log_suffix);
  }
  limits.folder = folder;
  limits.input = program.input;
  limits.cpu_s = 10;
  limits.wall_s = 30;
  limits.memory_bytes = 0;
  limits.data_bytes = 2ull << 30;
  limits.output_bytes = 1 << 20;
  limits.isolated = true;
  limits.most_processes = most_processes;
  limits.usage_program = kit.usage();
  return limits;
}

std::vector<std::string> environment_for(const Program& program,
                                         const fs::path& folder,
                                         const fs::path& preload) {
  std::vector<std::string> environment{
      fmt::format("PATH={}", program_folders), "LC_ALL=C", "TZ=UTC",
      "HOME=" + folder.string(), "TMPDIR=" + folder.string()};
  environment.insert(environment.end(), program.environment.begin(),
                     program.environment.end());
  if (!preload.empty()) environment.push_back("LD_PRELOAD=" + preload.string());
  return environment;
}

// A file of "inputs/project/x" becomes "project/x", one of "inputs/x" is "x".
fs::path place_of(const fs::path& file, const fs::path& folder) {
  const std::string parent = file.parent_path().filename().string();
  return parent == "inputs" ? folder / file.filename()
                            : folder / parent / file.filename();
}

void fill(const Program& program, const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const fs::path& file : program.files) {
    const fs::path place = place_of(file, folder);
    fs::create_directories(place.parent_path());
    fs::copy_file(file, place);
  }
}

// What a program has left there; no link is followed.
std::string content_of(const fs::path& file) {
  std::error_code none;
  const bool regular = fs::is_regular_file(fs::symlink_status(file, none));
  if (!regular || fs::file_size(file, none) > most_output_file_bytes) return {};
  return read_file(file);
}

// The first line that differs, with its number from 1.
struct Line {
  std::size_t number = 0;
  std::string expected;
  std::string actual;
};
Line first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream one(expected);
  std::istringstream other(actual);
  Line line;
  for (;;) {
    const bool more = static_cast<bool>(std::getline(one, line.expected));
    const bool more_actual =
        static_cast<bool>(std::getline(other, line.actual));
    ++line.number;
    if (!more) line.expected = "the end";
    if (!more_actual) line.actual = "the end";
    if (!more || !more_actual || line.expected != line.actual) break;
  }
  line.expected = trace::in_quotes(line.expected);
  line.actual = trace::in_quotes(line.actual);
  return line;
}

std::string ending(const sandbox::CommandOutcome& outcome) {
  if (outcome.signal != 0) return fmt::format("signal {}", outcome.signal);
  return fmt::format("exit code {}", outcome.exit_code);
}

}  // namespace

std::string missing_need(const Program& program) {
  for (const std::string& need : program.needs) {
    if (!find_program(need, program_folders)) return need;
  }
  return {};
}

ProgramRun run_program(const Kit& kit, const Program& program,
                       const fs::path& folder, const fs::path& preload,
                       const Services& services) {
  fill(program, folder);
  std::vector<std::string> argv = program.command;
  const auto file = find_program(argv.front(), program_folders);
  if (!file) {
    throw GraderError(fmt::format("{}: no such program", argv.front()));
  }
  argv.front() = file->string();
  sandbox::CommandLimits limits = limits_for(kit, program, folder, preload);
  limits.readable.push_back(*file);
  ProgramRun run;
  const Stopwatch watch;
  run.outcome = services.run_confined(
      argv, limits, environment_for(program, folder, preload));
  run.wall_s = watch.seconds();
  for (const std::string& output : program.outputs) {
    run.files.push_back(content_of(folder / output));
  }
  run.seconds = static_cast<double>(run.outcome.usage.cpu_ns) / 1e9;
  return run;
}

Difference difference(const Program& program, const ProgramRun& expected,
                      const ProgramRun& actual) {
  if (expected.outcome.output != actual.outcome.output) {
    const Line line =
        first_difference(expected.outcome.output, actual.outcome.output);
    return {
        fmt::format("line {} of its output is {}", line.number, line.expected),
        fmt::format("it is {}", line.actual)};
  }
  if (ending(expected.outcome) != ending(actual.outcome)) {
    return {fmt::format("it ends with {}", ending(expected.outcome)),
            fmt::format("it ended with {}", ending(actual.outcome))};
  }
  for (std::size_t k = 0; k < program.outputs.size(); ++k) {
    if (expected.files[k] == actual.files[k]) continue;
    return {
        fmt::format("{} has the {} bytes that it has with the system's "
                    "malloc",
                    program.outputs[k], expected.files[k].size()),
        fmt::format("it has {} bytes, and other ones", actual.files[k].size())};
  }
  return {};
}

}  // namespace heaplab::grade
