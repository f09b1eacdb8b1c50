#include "record/record.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "record/convert.hpp"
#include "record/convert_calls.hpp"
#include "record/launch.hpp"
#include "record/log_folder.hpp"
#include "record/read_log.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "support/unique_fd.hpp"
#include "trace/printable.hpp"
#include "trace/write.hpp"

namespace heaplab::record {

namespace fs = std::filesystem;

namespace {

void require_command(const RecordOptions& options) {
  if (!options.command.empty() && !options.command.front().empty()) return;
  throw InputError(
      "expected a program to record, found none; write it and its arguments "
      "after `--`");
}

[[noreturn]] void fail_to_write(const fs::path& output, const char* reason) {
  throw InputError(fmt::format(
      "{}: cannot write the trace here: {}; the program was not started",
      output.string(), reason));
}

// Tries what write_file will do, before the program runs for minutes.
void require_writable(const fs::path& output) {
  if (output.empty()) throw InputError("expected an output file, found none");
  if (fs::is_directory(output)) fail_to_write(output, "it is a folder");
  std::string probe = output.string() + ".XXXXXX";
  const UniqueFd fd(::mkstemp(probe.data()));
  if (!fd) fail_to_write(output, std::strerror(errno));
  ::unlink(probe.c_str());
}

void replace_all(std::string& text, const std::string& from,
                 std::string_view to) {
  if (from.size() < 2) return;  // the folder `/` itself
  for (auto at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// The command as a reader elsewhere would type it.
std::string source_of(const RecordOptions& options, const std::string& name) {
  constexpr std::size_t longest = 200;
  std::string text = name;
  for (std::size_t i = 1; i < options.command.size(); ++i) {
    text += ' ' + options.command[i];
  }
  std::error_code ignored;
  const std::string working = fs::current_path(ignored).string();
  if (!working.empty()) replace_all(text, working + '/', "");
  if (const char* home = ::getenv("HOME")) replace_all(text, home, "~");
  for (char& character : text) {
    if (character == '\n' || character == '\t') character = ' ';
  }
  text = trace::printable(text);
  if (text.size() > longest) text = text.substr(0, longest) + " ...";
  return text;
}

fs::path numbered(const fs::path& output, std::size_t number) {
  if (number == 1) return output;
  fs::path path = output;
  path.replace_filename(fmt::format("{}.{}{}", output.stem().string(), number,
                                    output.extension().string()));
  return path;
}

Recording write_recording(const LogFile& log, const RecordOptions& options,
                          const std::string& command, std::size_t number) {
  Recording recording{numbered(options.output, number),
                      trace::printable(log.header().program),
                      {}};
  trace::Trace trace =
      options.calls ? convert_calls(log.events(), options, recording.counts)
                    : convert(log.events(), options, recording.counts);
  recording.counts.other_threads = log.header().other_threads;
  recording.counts.elsewhere = log.header().elsewhere;
  recording.counts.estimated = log.header().estimated;
  recording.counts.cut = log.header().cut != 0;
  trace.title = options.title.empty() ? "recorded from " + recording.program
                                      : options.title;
  trace.source =
      options.source.empty() ? source_of(options, command) : options.source;
  write_file(recording.path, trace::write_trace(trace));
  return recording;
}

[[noreturn]] void fail_without_log(const std::string& program) {
  throw InputError(fmt::format(
      "{}: nothing recorded: expected a dynamically linked program, found one "
      "that does not load the recorder: it is static or setuid, or made for "
      "another C library or processor, so preloading has no effect; record "
      "another program",
      program));
}

[[noreturn]] void fail_without_events(const RecordOptions& options,
                                      const std::string& program) {
  const std::string_view expected = options.calls
                                        ? "functions that tell of their calls"
                                        : "calls of malloc and free";
  const std::string_view next =
      options.calls ? "; build the program with -finstrument-functions "
                      "-fno-omit-frame-pointer -fno-inline"
                    : "";
  throw InputError(fmt::format(
      "{}: nothing recorded: expected {}, found none{}", program, expected,
      options.skip == 0
          ? std::string(next)
          : fmt::format(" after the first {}; skip fewer", options.skip)));
}

void write_recordings(const LogFolder& folder, pid_t first,
                      const RecordOptions& options, RecordReport& report) {
  const std::vector<ProcessLog> logs = find_logs(folder.path(), first);
  const bool found_first = !logs.empty() && logs.front().process == first;
  if (!found_first && (logs.empty() || !options.children)) {
    fail_without_log(report.program);
  }
  report.processes = logs.size();
  for (const ProcessLog& process : logs) {
    const LogFile log(process.last_image);
    if (log.events().size() <= options.skip) continue;
    report.recordings.push_back(write_recording(log, options, report.program,
                                                report.recordings.size() + 1));
  }
  if (report.recordings.empty()) fail_without_events(options, report.program);
}

}  // namespace

RecordReport record(const RecordOptions& options) {
  require_command(options);
  require_writable(options.output);
  const LogFolder folder;
  RecordReport report;
  report.calls = options.calls;
  report.program = fs::path(options.command.front()).filename().string();
  const Ended ended =
      run_recorded({options.command, folder.preloadable(options.library),
                    folder.path(), options.children, options.max_events});
  report.signal = WIFSIGNALED(ended.status) ? WTERMSIG(ended.status) : 0;
  report.exit_code =
      report.signal != 0 ? 128 + report.signal : WEXITSTATUS(ended.status);
  write_recordings(folder, ended.process, options, report);
  return report;
}

}  // namespace heaplab::record
