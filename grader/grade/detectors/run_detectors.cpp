#include "grade/detectors/run_detectors.hpp"

#include <fmt/format.h>
#include <string.h>

#include <functional>
#include <regex>

#include "grade/command.hpp"
#include "grade/memory_error.hpp"
#include "grade/two_at_a_time.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/program_file.hpp"
#include "valgrind/report_reader.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr const char* nothing = "nothing";

CommandResult run(std::vector<std::string> argv, const fs::path& folder,
                  std::vector<std::string> environment = {}) {
  Command command;
  command.argv = std::move(argv);
  command.folder = folder;
  command.environment = std::move(environment);
  command.wall_s = 60;
  return run_command(command);
}

struct Trial {
  const DetectorCase& one;
  const DetectorTools& tools;
  fs::path folder;

  StudentFiles files() const { return {one.source.filename().string()}; }

  fs::path build(const std::string& name,
                 const std::vector<std::string>& flags) const {
    const fs::path program = folder / name;
    std::vector<std::string> argv = {tools.compiler,
                                     "-std=c++20",
                                     "-g",
                                     "-gdwarf-4",
                                     "-fno-omit-frame-pointer",
                                     "-w"};
    argv.insert(argv.end(), flags.begin(), flags.end());
    argv.insert(argv.end(), {one.source.string(), "-o", program.string()});
    const CommandResult result = run(argv, folder);
    if (result.succeeded()) return program;
    throw GraderError(fmt::format("{} does not compile: {}",
                                  one.source.string(), result.output));
  }
};

std::string ending_of(const CommandResult& result) {
  if (result.timed_out) return "time-out";
  if (result.signal == 0) return nothing;
  const char* const name = ::sigabbrev_np(result.signal);
  return fmt::format("SIG{}", name == nullptr ? "?" : name);
}

std::string kind_of(const judge::Finding& finding) {
  return std::string(judge::finding_name(finding.kind));
}

std::string memcheck(const Trial& trial, const fs::path& program) {
  const fs::path file = trial.folder / "report.xml";
  const CommandResult result =
      run({trial.tools.valgrind->string(), "--xml=yes",
           "--xml-file=" + file.string(), "--leak-check=full",
           "--num-callers=50", program.string()},
          trial.folder);
  valgrind::Ending ending;
  ending.exit_code = result.exit_code;
  ending.signal = result.signal;
  ending.timed_out = result.timed_out;
  const valgrind::Report report = valgrind::read_report(file, ending);
  const auto errors = valgrind::errors_of(report);
  if (!errors.empty())
    return kind_of(memcheck_finding(errors.front(), trial.files()));
  if (report.verdict == valgrind::Verdict::clean) return nothing;
  return kind_of(report_finding(report, trial.files()));
}

std::string printed(const Trial& trial, const fs::path& program) {
  const CommandResult result =
      run({program.string()}, trial.folder,
          {"ASAN_OPTIONS=handle_abort=1:detect_stack_use_after_return=1:"
           "detect_leaks=1:color=never",
           "UBSAN_OPTIONS=print_stacktrace=1"});
  const auto finding = sanitizer_finding(result.output, trial.files());
  return finding ? kind_of(*finding) : nothing;
}

}  // namespace

DetectorTools find_detector_tools(const std::string& folders) {
  return {HEAPLAB_CXX, find_program("valgrind", folders)};
}

std::string compiler_version(const std::string& text) {
  static const std::regex form("([0-9]+\\.[0-9]+(\\.[0-9]+)?)");
  const std::string line = text.substr(0, text.find('\n'));
  const bool is_clang = line.find("clang") != std::string::npos;
  std::string version = "?";
  for (std::sregex_iterator at(line.begin(), line.end(), form), end; at != end;
       ++at) {
    version = at->str();
    if (is_clang) break;  // g++ names its package's version before its own
  }
  return fmt::format("{} {}", is_clang ? "clang" : "g++", version);
}

std::string tool_versions(const DetectorTools& tools) {
  const std::string compiler =
      compiler_version(run({tools.compiler, "--version"}, {}).output);
  if (!tools.valgrind) return compiler + " without Valgrind";
  std::string valgrind =
      run({tools.valgrind->string(), "--version"}, {}).output;
  valgrind = valgrind.substr(0, valgrind.find_first_of("\n "));
  if (valgrind.starts_with("valgrind-")) valgrind.erase(0, 9);
  return fmt::format("{} and Valgrind {}", compiler, valgrind);
}

Noticed run_detectors(const DetectorCase& one, const DetectorTools& tools) {
  const sandbox::ScratchFolder folder;
  const Trial trial{one, tools, folder.path()};
  Noticed noticed;
  const fs::path plain = trial.build("plain", {"-O0"});
  noticed.native = ending_of(run({plain.string()}, trial.folder));
  if (tools.valgrind) noticed.memcheck = memcheck(trial, plain);
  noticed.asan = printed(
      trial, trial.build("asan", {"-O1", "-fsanitize=address,undefined"}));
  noticed.assertions = printed(
      trial, trial.build("assertions", {"-O0", "-D_GLIBCXX_ASSERTIONS"}));
  return noticed;
}

std::vector<Noticed> run_detectors(const std::vector<DetectorCase>& cases,
                                   const DetectorTools& tools) {
  std::vector<Noticed> noticed(cases.size());
  std::vector<std::function<void()>> work;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    work.emplace_back([&, i] { noticed[i] = run_detectors(cases[i], tools); });
  }
  two_at_a_time(work);
  return noticed;
}

}  // namespace heaplab::grade
