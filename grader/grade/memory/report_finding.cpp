// Reports that do not tell all, signals, and the command to see it again.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "grade/memory/place.hpp"
#include "grade/memory_error.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;
using valgrind::Verdict;

FindingKind kind_of(const valgrind::FatalSignal& signal) {
  if (signal.name == "SIGABRT") return FindingKind::abort;
  if (signal.name == "SIGKILL" || signal.name == "SIGTERM")
    return FindingKind::killed;
  if (signal.name == "SIGSEGV" && signal.address && *signal.address < 65536)
    return FindingKind::null_pointer;
  return FindingKind::crash;
}

// Valgrind gives the first thread its stack just below 2^37, on both
// instruction sets; a full one leaves a single frame to show.
bool is_full_stack(const valgrind::FatalSignal& signal) {
  constexpr std::uint64_t top = std::uint64_t{1} << 37;
  constexpr std::uint64_t most_bytes = 1u << 28;
  return signal.name == "SIGSEGV" && signal.address && *signal.address < top &&
         *signal.address >= top - most_bytes;
}

}  // namespace

Finding signal_finding(const valgrind::FatalSignal& signal,
                       const StudentFiles& files) {
  const Place place = place_of(signal.stack.frames, files);
  Finding finding;
  finding.kind =
      is_full_stack(signal) ? FindingKind::stack_overflow : kind_of(signal);
  finding.source = source_of(place);
  finding.expected = "that the program comes to its end";
  finding.actual = fmt::format("it is ended by {} {}", signal.name, at(place));
  if (finding.kind == FindingKind::null_pointer)
    finding.actual += ", through a null pointer";
  if (finding.kind == FindingKind::stack_overflow)
    finding.actual += ": the stack is full, as without an end of a recursion";
  return finding;
}

Finding report_finding(const valgrind::Report& report,
                       const StudentFiles& files) {
  if (report.verdict == Verdict::ended_by_signal && report.fatal_signal)
    return signal_finding(*report.fatal_signal, files);
  Finding finding;
  finding.kind = FindingKind::unreadable_report;
  if (report.verdict == Verdict::timed_out)
    finding.kind = FindingKind::time_out;
  if (report.verdict == Verdict::ended_by_signal)
    finding.kind = FindingKind::killed;
  finding.expected = "a report of Memcheck from the program's start to its end";
  finding.actual = report.reason;
  return finding;
}

std::string valgrind_command(const std::vector<std::string>& argv) {
  std::vector<std::string> words = {"valgrind", "--leak-check=full",
                                    "--track-origins=yes"};
  std::transform(
      argv.begin(), argv.end(), std::back_inserter(words),
      [](const std::string& word) { return trace::shell_word(word); });
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace heaplab::grade
