#include "valgrind/verdict.hpp"

#include <fmt/format.h>
#include <string.h>

#include <algorithm>
#include <iterator>

#include "trace/printable.hpp"

namespace heaplab::valgrind {
namespace {

struct Decision {
  Verdict verdict = Verdict::clean;
  std::string reason;  // empty: go on asking
};

struct Evidence {
  const Report& report;
  const Signs& signs;
  const PartCutter& parts;
  const Ending& ending;
};

std::string signal_name(int number) {
  const char* const name = ::sigabbrev_np(number);
  return name == nullptr ? fmt::format("signal {}", number)
                         : fmt::format("SIG{}", name);
}

std::string killed(const Ending& ending) {
  if (ending.signal == 0) return "";
  return fmt::format(": the process was ended by {}",
                     signal_name(ending.signal));
}

std::string inside(const PartCutter& parts) {
  const std::string name = trace::printable(parts.part_name().substr(0, 40));
  return name.empty() ? "inside a part"
                      : fmt::format("inside its part <{}>", name);
}

// Where a report that did not come to its end stops.
std::string stop(const PartCutter& parts) {
  if (parts.has_ended()) return "the report is finished";
  if (parts.is_empty()) return "the report is empty";
  if (parts.in_part()) return fmt::format("the report stops {}", inside(parts));
  return "the report stops between two parts";
}

Decision read_at_all(const Evidence& of) {
  if (of.parts.is_empty())
    return {Verdict::not_a_report, "the report is empty" + killed(of.ending)};
  std::string fault = of.parts.fault();
  if (fault.empty()) fault = of.signs.fault;
  if (fault.empty() && !of.parts.has_begun())
    fault = "expected <valgrindoutput>, found only what stands before it";
  if (fault.empty() && of.parts.has_ended() && of.report.protocol == 0)
    fault = "expected <protocolversion>, found none";
  if (fault.empty()) return {};
  return {Verdict::not_a_report,
          "the file does not read as a report of Valgrind: " + fault};
}

Decision of_memcheck(const Evidence& of) {
  const std::string& tool = of.report.tool;
  if (!tool.empty() && tool != "memcheck") {
    return {
        Verdict::wrong_tool,
        fmt::format("a report of the tool {}; expected one of memcheck", tool)};
  }
  const int protocol = of.report.protocol;
  if (tool.empty() && protocol != 0 && of.parts.has_ended()) {
    return {Verdict::wrong_tool,
            "the report names no tool; expected one of memcheck"};
  }
  if (protocol != 0 && (protocol < 4 || protocol > 6)) {
    return {Verdict::wrong_protocol,
            fmt::format("the report is written in protocol {}; expected 4, 5 "
                        "or 6",
                        protocol)};
  }
  return {};
}

Decision in_time(const Evidence& of) {
  if (!of.ending.timed_out) return {};
  return {Verdict::timed_out,
          "the program did not end in time; " + stop(of.parts)};
}

bool is_part_of_another(std::string_view text) {
  constexpr std::string_view names[] = {
      "?xml",        "valgrindoutput", "error",       "status",
      "errorcounts", "suppcounts",     "clientmsg",   "fatal_signal",
      "pid",         "heap_summary",   "leak_summary"};
  if (!text.starts_with('<')) return false;
  return std::find(std::begin(names), std::end(names), tag_name(text)) !=
         std::end(names);
}

Decision of_one_process(const Evidence& of) {
  const std::int64_t other = of.report.process;
  const std::int64_t started = of.ending.process;
  if (started != 0 && other != 0 && other != started) {
    return {Verdict::forked,
            fmt::format("the report is of process {}, and process {} was "
                        "started",
                        other, started)};
  }
  if (of.signs.begun > 1 || of.signs.finished > 1 ||
      is_part_of_another(of.parts.after_end())) {
    return {Verdict::forked,
            "two processes wrote this report: the program forked"};
  }
  if (of.ending.started_others) {
    return {Verdict::forked,
            "the program started another process, whose errors stand in no "
            "report"};
  }
  return {};
}

Decision of_sound_memcheck(const Evidence& of) {
  if (!of.parts.after_end().empty()) {
    return {Verdict::text_after_end,
            fmt::format("Memcheck itself failed, as it does when a program "
                        "writes over its data: {} stands after the report's "
                        "end",
                        trace::in_quotes(of.parts.after_end()))};
  }
  if (of.parts.has_ended() && of.signs.finished == 0) {
    return {Verdict::text_after_end,
            "Memcheck itself failed, as it does when a program writes over "
            "its data: the report ends before the program"};
  }
  return {};
}

Decision to_its_end(const Evidence& of) {
  if (of.signs.too_long)
    return {Verdict::truncated, "the report is too long to be read to its end"};
  if (of.parts.has_ended()) return {};
  if (of.parts.in_part() || of.ending.signal != 0)
    return {Verdict::truncated, stop(of.parts) + killed(of.ending)};
  return {Verdict::unclosed,
          "the report has no end: another program took the place of this one "
          "(exec)"};
}

Decision without_signal(const Evidence& of) {
  if (of.report.fatal_signal) {
    const FatalSignal& fatal = *of.report.fatal_signal;
    std::string reason = "the program was ended by " + fatal.name;
    if (!fatal.event.empty()) reason += ": " + fatal.event;
    if (!fatal.event.empty() && fatal.address)
      reason += fmt::format(" at address {:#x}", *fatal.address);
    return {Verdict::ended_by_signal, reason};
  }
  if (of.ending.signal == 0) return {};
  return {Verdict::ended_by_signal,
          "the program was ended by " + signal_name(of.ending.signal)};
}

Decision errors_in(const Evidence& of) {
  std::size_t count = 0;
  bool all_shown = true;
  std::set<std::uint64_t> shown;
  for (const Event& event : of.report.events) {
    if (const auto* error = std::get_if<Error>(&event)) {
      ++count;
      shown.insert(error->unique);
    }
  }
  for (const std::uint64_t one : of.signs.counted) {
    if (!shown.contains(one)) all_shown = false;
  }
  if (!all_shown) {
    return {Verdict::errors,
            "Memcheck counts an error that the report does not show"};
  }
  if (count == 0) return {Verdict::clean, "Memcheck found no error"};
  return {Verdict::errors, fmt::format("Memcheck found {} error{}", count,
                                       count == 1 ? "" : "s")};
}

}  // namespace

void decide(Report& report, const Signs& signs, const PartCutter& parts,
            const Ending& ending) {
  constexpr Decision (*questions[])(const Evidence&) = {
      in_time,           of_memcheck, read_at_all,    of_one_process,
      of_sound_memcheck, to_its_end,  without_signal, errors_in};
  const Evidence evidence{report, signs, parts, ending};
  for (const auto question : questions) {
    Decision decision = question(evidence);
    if (decision.reason.empty()) continue;
    report.verdict = decision.verdict;
    report.reason = std::move(decision.reason);
    return;
  }
}

}  // namespace heaplab::valgrind
