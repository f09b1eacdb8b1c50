#include <fmt/format.h>

#include <string_view>

#include "record/record.hpp"

namespace heaplab::record {
namespace {

std::string number_of(std::uint64_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string left_out(const Counts& counts) {
  std::string text;
  const auto add = [&text](std::uint64_t count, std::string_view one,
                           std::string_view many) {
    if (count == 0) return;
    text += fmt::format("{}{} {}", text.empty() ? "; left out: " : ", ", count,
                        count == 1 ? one : many);
  };
  add(counts.foreign_frees, "foreign free", "foreign frees");
  add(counts.foreign_reallocations, "foreign realloc", "foreign reallocs");
  add(counts.null_frees, "free of null", "frees of null");
  add(counts.failed, "failed request", "failed requests");
  if (counts.unseen_frees != 0) {
    text += fmt::format("; added: {}",
                        number_of(counts.unseen_frees, "unseen free"));
  }
  return text;
}

std::string number_of_processes(std::uint64_t processes) {
  return fmt::format("{} process{}", processes, processes == 1 ? "" : "es");
}

std::string left_out_of_calls(const Counts& counts) {
  std::string text;
  if (counts.other_threads != 0) {
    text += fmt::format("; left out: {}",
                        number_of(counts.other_threads, "other thread"));
  }
  if (counts.elsewhere != 0) {
    text += fmt::format("{}{} on other stacks",
                        text.empty() ? "; left out: " : ", ",
                        number_of(counts.elsewhere, "call"));
  }
  if (counts.estimated != 0) {
    text += fmt::format("; without a frame pointer: {}",
                        number_of(counts.estimated, "frame"));
  }
  return text;
}

std::string describe_calls(const Recording& recording,
                           std::uint64_t processes) {
  const Counts& counts = recording.counts;
  return fmt::format(
      "{}: {} of {}, at most {} and {} live\n({}{}){}", recording.path.string(),
      number_of(counts.operations, "operation"), recording.program,
      number_of(counts.deepest_frames, "frame"),
      number_of(counts.peak_live_bytes, "byte"), number_of_processes(processes),
      left_out_of_calls(counts),
      counts.cut ? "\nthe log was full: the program did more than this" : "");
}

std::string describe(const Recording& recording, std::uint64_t processes) {
  const Counts& counts = recording.counts;
  return fmt::format(
      "{}: {} of {}, at most {} and {} live\n({}, {}{}){}",
      recording.path.string(), number_of(counts.operations, "operation"),
      recording.program, number_of(counts.peak_live_blocks, "block"),
      number_of(counts.peak_live_bytes, "byte"),
      number_of(counts.threads, "thread"), number_of_processes(processes),
      left_out(counts),
      counts.cut ? "\nthe log was full: the program did more than this" : "");
}

}  // namespace

std::string describe(const RecordReport& report) {
  std::string text;
  for (const Recording& recording : report.recordings) {
    if (!text.empty()) text += '\n';
    text += report.calls ? describe_calls(recording, report.processes)
                         : describe(recording, report.processes);
  }
  if (report.signal != 0) {
    text += fmt::format("\nsignal {} ended {}; what it did before is recorded",
                        report.signal, report.program);
  }
  return text;
}

}  // namespace heaplab::record
