#include "grade/clinic/origin.hpp"

#include <fmt/format.h>

#include <regex>
#include <sstream>
#include <system_error>

#include "grade/case_run.hpp"
#include "grade/clinic/running.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"
#include "valgrind/report_reader.hpp"

namespace heaplab::grade::clinic {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t origin_cpu_s = 20;
constexpr std::uint64_t origin_wall_s = 240;

// Runs some rounds of a test with more of Memcheck's options.
sandbox::CommandOutcome run(const BuildTask& task, const Built& built,
                            const fs::path& valgrind, const Test& test,
                            const std::string& nonce, const fs::path& work,
                            std::vector<std::string> options) {
  fs::create_directories(work);
  sandbox::CommandLimits limits = test_limits(task, built.memcheck);
  limits.writable.push_back(work);
  limits.folder = work;
  limits.cpu_s = origin_cpu_s;
  limits.wall_s = origin_wall_s;
  std::vector<std::string> argv{valgrind.string(), "--command-line-only=yes",
                                "--vgdb=no", "--num-callers=40"};
  argv.insert(argv.end(), options.begin(), options.end());
  argv.insert(argv.end(),
              {built.memcheck.string(), nonce, "rounds", "2", test.name});
  return task.services.run_confined(argv, limits, tool_environment(work));
}

}  // namespace

std::string origin_of_bytes(const BuildTask& task, const Built& built,
                            const fs::path& valgrind, const Test& test) {
  const std::string nonce = make_nonce();
  const fs::path work = built.folder->path() / "work";
  const fs::path file = work / "growth.xml";
  const auto outcome = run(task, built, valgrind, test, nonce, work,
                           {"--xml=yes", "--xml-file=" + file.string(),
                            "--leak-check=full", "--show-leak-kinds=all"});
  const valgrind::Report report = valgrind::read_report(
      file, {0, outcome.exit_code, outcome.signal, outcome.timed_out, false});
  std::string place;
  std::uint64_t most = 0;
  bool begun = false;
  for (const valgrind::Event& event : report.events) {
    if (const auto* message = std::get_if<valgrind::Message>(&event)) {
      begun = begun || message->text == nonce + " grown";
      continue;
    }
    const auto& error = std::get<valgrind::Error>(event);
    if (!begun || !is_leak(error.kind) || error.leaked_bytes <= most) continue;
    const std::string source =
        memcheck_finding(error, {task.program.file}).source;
    if (source.empty()) continue;
    most = error.leaked_bytes;
    place = source;
  }
  return place;
}

std::string origin_of_descriptors(const BuildTask& task, const Built& built,
                                  const fs::path& valgrind, const Test& test) {
  const fs::path work = built.folder->path() / "work";
  const fs::path file = work / "descriptors.log";
  run(task, built, valgrind, test, make_nonce(), work,
      {"--log-file=" + file.string(), "--track-fds=yes"});
  std::error_code none;
  if (!fs::exists(file, none)) return {};
  return open_descriptor_place(read_file(file), task.program.file);
}

std::string open_descriptor_place(const std::string& log,
                                  const std::string& file) {
  static const std::regex frame(
      "==\\d+== +(at|by) 0x[0-9A-F]+: (.*) \\(([^():]+):(\\d+)\\)");
  std::string place;
  bool in_block = false;
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("Open file descriptor") != std::string::npos) {
      if (!place.empty()) return place;
      in_block = true;
      continue;
    }
    std::smatch found;
    if (!in_block || !std::regex_match(line, found, frame)) continue;
    if (found[3].str() != file) continue;
    const std::string function = found[2].str();
    place += fmt::format(
        "{}{}:{} in {}", place.empty() ? "" : "\n", file, found[4].str(),
        trace::printable(function.substr(0, function.find('('))));
  }
  return place;
}

}  // namespace heaplab::grade::clinic
