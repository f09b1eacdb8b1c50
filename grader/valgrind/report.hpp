// A whole report of Memcheck, and what to think of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "valgrind/error.hpp"

namespace heaplab::valgrind {

// Only `clean` and `errors` are of reports that tell all that happened. Of any
// other, what was found still stands in the events, but what is missing there
// says nothing.
enum class Verdict : std::uint8_t {
  clean,           // finished, and no error
  errors,          // finished, and at least one error
  truncated,       // the process was killed, or the report is cut off in a part
  unclosed,        // whole parts without an end: another program took its place
  text_after_end,  // Memcheck itself failed, as when its data are overwritten
  ended_by_signal,  // finished; then the program died of it
  timed_out,
  forked,          // parts of two processes, or of another than was started
  not_a_report,    // empty, absent, or not XML as Valgrind writes it
  wrong_tool,      // of another tool than Memcheck
  wrong_protocol,  // of another version than 4, 5 and 6
};

// "text-after-end" for text_after_end.
std::string_view verdict_name(Verdict verdict);

// How the process that Valgrind ran in came to its end.
struct Ending {
  std::int64_t process = 0;  // its id; 0: not known
  int exit_code = 0;         // -1 when a signal ended it
  int signal = 0;
  bool timed_out = false;
  // It started other processes, as far as the caller knows: with
  // --child-silent-after-fork their errors stand in no report.
  bool started_others = false;
};

// Of VALGRIND_PRINTF. Spaces and newlines at its end are cut off.
struct Message {
  std::string text;
  std::uint64_t thread = 0;
};

using Event = std::variant<Error, Message>;

struct FatalSignal {
  int number = 0;
  std::string name;   // "SIGSEGV"
  std::string event;  // "Access not within mapped region"
  std::optional<std::uint64_t> address;
  Stack stack;
  std::uint64_t thread = 0;
};

// A suppression that was used.
struct Suppressed {
  std::string name;
  std::uint64_t count = 0;
};

struct Report {
  Verdict verdict = Verdict::not_a_report;
  std::string reason;  // of the verdict: one sentence
  int protocol = 0;
  std::string tool;
  std::int64_t process = 0;
  std::vector<std::string> command;  // of the program, as Valgrind was given it
  std::vector<Event> events;         // in the report's order
  // events[final_events] is the first one after the program's end: those come
  // from the last leak check.
  std::size_t final_events = 0;
  std::optional<FatalSignal> fatal_signal;
  std::vector<Suppressed> suppressed;
};

// The errors among the events, in their order.
std::vector<Error> errors_of(const Report& report);

}  // namespace heaplab::valgrind
