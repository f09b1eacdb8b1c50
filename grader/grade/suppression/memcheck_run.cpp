#include "grade/suppression/memcheck_run.hpp"

#include <fmt/format.h>

#include <regex>

#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"
#include "valgrind/report_reader.hpp"

namespace heaplab::grade::suppression {
namespace fs = std::filesystem;
namespace {

// "==12== FATAL: in suppressions file "memcheck.supp" near line 3:", and why in
// the next line.
std::optional<SyntaxError> syntax_error_in(const std::string& output) {
  static const std::regex form(
      "FATAL: in suppressions file .* near line ([0-9]+):\\s+"
      "==[0-9]+== +([^\n]+)");
  std::smatch found;
  if (!std::regex_search(output, found, form)) return std::nullopt;
  return SyntaxError{static_cast<std::uint32_t>(std::stoul(found[1])),
                     trace::printable(found[2].str())};
}

void require_whole(const valgrind::Report& report,
                   const sandbox::CommandOutcome& outcome) {
  if (report.verdict == valgrind::Verdict::clean ||
      report.verdict == valgrind::Verdict::errors)
    return;
  throw GraderError(fmt::format("Memcheck's report: {}; it printed:\n{}",
                                report.reason, outcome.output));
}

}  // namespace

Programs::Programs(const fs::path& folder, const fs::path& valgrind,
                   const RunConfined& run_confined)
    : valgrind_(valgrind), run_confined_(run_confined) {
  for (const char* name :
       {"registry.hpp", "registry.cpp", "app.cpp", "later.cpp"})
    fs::copy_file(folder / name, folder_.path() / name);
  build({"registry.cpp", "libregistry.so", "-fPIC", "-shared"});
  for (const char* name : {"app", "later"}) {
    build({std::string(name) + ".cpp", name, "-L.", "-lregistry",
           "-Wl,-rpath,$ORIGIN"});
  }
}

// Source, object and what else the compiler is told.
void Programs::build(const std::vector<std::string>& words) {
  const auto outcome =
      compile_for_memcheck(folder_.path(), words[0], words[1],
                           {words.begin() + 2, words.end()}, run_confined_);
  if (outcome.exit_code == 0) return;
  throw GraderError(
      fmt::format("{} does not compile:\n{}", words[0], outcome.output));
}

MemcheckRun Programs::run(const std::vector<std::string>& command,
                          const std::string& suppressions) const {
  write_file(folder_.path() / "memcheck.supp", suppressions);
  std::vector<std::string> words = {valgrind_.string(),
                                    "--vgdb=no",
                                    "--leak-check=full",
                                    "--demangle=no",
                                    "--xml=yes",
                                    "--xml-file=report.xml",
                                    "--suppressions=memcheck.supp"};
  words.insert(words.end(), command.begin(), command.end());
  const auto outcome =
      run_confined_(words, tool_limits(folder_.path()), tool_environment());
  MemcheckRun run;
  run.syntax_error = syntax_error_in(outcome.output);
  if (run.syntax_error) return run;
  valgrind::ReportReader reader;
  std::error_code none;
  if (fs::exists(folder_.path() / "report.xml", none))
    reader.add(read_file(folder_.path() / "report.xml"));
  const valgrind::Report report = reader.finish(
      {0, outcome.exit_code, outcome.signal, outcome.timed_out, false});
  require_whole(report, outcome);
  run.errors = errors_of(report);
  for (const auto& suppressed : report.suppressed)
    run.used.push_back(suppressed.name);
  return run;
}

std::vector<std::string> suppression_frames(const valgrind::Error& error) {
  std::vector<std::string> frames;
  if (error.stacks.empty()) return frames;
  for (const valgrind::Frame& frame : error.stacks.front().frames)
    frames.push_back(frame.function.empty() ? "obj:" + frame.object
                                            : "fun:" + frame.function);
  return frames;
}

}  // namespace heaplab::grade::suppression
