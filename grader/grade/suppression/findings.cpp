#include "grade/suppression/findings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace heaplab::grade::suppression {

using judge::Finding;
using judge::FindingKind;

namespace {

Finding finding_of(FindingKind kind, std::string expected, std::string actual) {
  Finding finding;
  finding.kind = kind;
  finding.trace = "memcheck.supp";
  finding.expected = std::move(expected);
  finding.actual = std::move(actual);
  return finding;
}

}  // namespace

Finding missing_file_finding() {
  return finding_of(FindingKind::suppression_misses,
                    "the file memcheck.supp in the submission",
                    "there is none");
}

Finding syntax_finding(const SyntaxError& error) {
  Finding finding = finding_of(
      FindingKind::suppression_misses,
      "suppressions as Valgrind reads them: in braces a name, then "
      "Memcheck:KIND, for a Param the parameter, then fun:, obj: or ... lines",
      fmt::format("Valgrind says: {}", error.what));
  finding.line = error.line;
  finding.hint = "Valgrind counts to where it noticed: look at the lines above";
  return finding;
}

Finding missed_finding(const std::vector<std::string>& command,
                       const valgrind::Error& error, std::size_t count) {
  Finding finding =
      finding_of(FindingKind::suppression_misses,
                 fmt::format("no error in `{}`: all of them are accepted",
                             fmt::join(command, " ")),
                 fmt::format("{} reported, first: {}",
                             count == 1 ? "1 is" : fmt::format("{} are", count),
                             error.what));
  finding.steps = suppression_frames(error);
  finding.hint =
      "the steps are the stack that has to match, innermost frame first; `...` "
      "stands for any number of frames, none included";
  return finding;
}

Finding hidden_finding(const Mistake& mistake, const valgrind::Error& error,
                       const std::vector<std::string>& used) {
  Finding finding = finding_of(
      FindingKind::suppression_hides,
      fmt::format("an error of ours is reported: {}", error.what),
      fmt::format("it is hidden by one of: {}", fmt::join(used, ", ")));
  finding.source = fmt::format("later.cpp:{} {}", mistake.line, mistake.text);
  finding.steps = suppression_frames(error);
  finding.hint =
      "the steps are its stack: which frame tells it from what is accepted?";
  return finding;
}

}  // namespace heaplab::grade::suppression
