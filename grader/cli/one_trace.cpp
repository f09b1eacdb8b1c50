#include "cli/one_trace.hpp"

#include <fmt/format.h>

#include "cli/kit.hpp"
#include "grade/trace_jobs.hpp"
#include "support/error.hpp"
#include "trace/read.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;

void add_whose(CLI::App& command, OneTrace& what) {
  auto* submission = command
                         .add_option("--submission", what.submission,
                                     "The folder with the work, in place of "
                                     "starter/LAB")
                         ->type_name("DIR");
  command.add_flag("--solution", what.solution, "The reference solution")
      ->excludes(submission);
}

grade::Manifest lab_of(const grade::Kit& kit, const OneTrace& what) {
  return grade::find_lab(labs_of(kit), what.lab);
}

fs::path folder_of(const grade::Kit& kit, const grade::Manifest& lab,
                   const OneTrace& what) {
  if (what.solution) return kit.solution(lab.id);
  return what.submission.empty() ? kit.starter(lab.id) : what.submission;
}

trace::Trace read_one_trace(const grade::Kit& kit, const grade::Manifest& lab,
                            const OneTrace& what) {
  // Findings name the trace files of the kit from its root on.
  for (const fs::path& path : {fs::path(what.trace), kit.root / what.trace}) {
    if (fs::is_regular_file(path)) return trace::read_trace(path);
  }
  grade::GradeOptions options;
  options.check = what.trace;
  options.hidden = fs::is_directory(kit.solution(lab.id));
  const std::vector<grade::TraceJob> jobs = grade::read_jobs(kit, lab, options);
  if (jobs.size() == 1) return jobs.front().trace;
  throw InputError(
      fmt::format("{}: expected a trace file or one check with a trace, found "
                  "{}; name one, such as {}",
                  what.trace, jobs.empty() ? "unit tests" : "a group of traces",
                  jobs.empty() ? "teaching/…" : jobs.front().check.id));
}

}  // namespace heaplab::cli
