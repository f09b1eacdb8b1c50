#include "valgrind/report.hpp"

#include <array>

namespace heaplab::valgrind {

std::string_view verdict_name(Verdict verdict) {
  constexpr std::array<std::string_view, 11> names = {
      "clean",          "errors",          "truncated",      "unclosed",
      "text-after-end", "ended-by-signal", "timed-out",      "forked",
      "not-a-report",   "wrong-tool",      "wrong-protocol",
  };
  return names.at(static_cast<std::size_t>(verdict));
}

std::vector<Error> errors_of(const Report& report) {
  std::vector<Error> errors;
  for (const Event& event : report.events) {
    if (const auto* error = std::get_if<Error>(&event))
      errors.push_back(*error);
  }
  return errors;
}

}  // namespace heaplab::valgrind
