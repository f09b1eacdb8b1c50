#include "grade/case_verdict.hpp"

#include <charconv>
#include <optional>

#include "grade/said.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;

constexpr int could_not_start = 126;  // and 127

// A text that the kit sends at most once. False where it was there already.
bool set_once(std::string& field, const std::string& text) {
  if (!field.empty()) return false;
  field = text;
  return true;
}

bool read_address(const std::string& text, std::uint64_t& address) {
  if (address != 0 || !text.starts_with("0x")) return false;
  const char* const end = text.data() + text.size();
  return std::from_chars(text.data() + 2, end, address, 16).ptr == end;
}

bool read_line(const std::string& key, const std::string& text, bool& ruled,
               CaseVerdict& verdict) {
  Finding& finding = verdict.finding;
  if (key == "rule") {
    const auto kind = judge::finding_from_name(text);
    if (!kind || ruled) return false;
    finding.kind = *kind;
    return ruled = true;
  }
  if (key == "expected") return set_once(finding.expected, text);
  if (key == "actual") return set_once(finding.actual, text);
  if (key == "hint") return set_once(finding.hint, text);
  if (key == "address") return read_address(text, verdict.address);
  if (key == "step") return finding.steps.push_back(text), true;
  if (key == "picture") {
    finding.pictured = "the stack";
    finding.heap += text + "\n";
    return true;
  }
  return false;
}

// None where the lines are not exactly those of one verdict.
std::optional<CaseVerdict> read_lines(const Said& said) {
  const auto& lines = said.lines;
  if (lines.size() < 2 || lines.front().first != "verdict" ||
      lines.back().first != "end")
    return std::nullopt;
  CaseVerdict verdict;
  verdict.passed = lines.front().second == "passed";
  if (verdict.passed) {
    if (lines.size() == 2) return verdict;
    return std::nullopt;
  }
  bool ruled = false;
  for (std::size_t at = 1; at + 1 < lines.size(); ++at) {
    if (!read_line(lines[at].first, lines[at].second, ruled, verdict))
      return std::nullopt;
  }
  if (!ruled || lines.front().second != "failed") return std::nullopt;
  return verdict;
}

}  // namespace

CaseVerdict read_case_verdict(const sandbox::CommandOutcome& outcome,
                              const std::string& nonce) {
  Said said = split_output(outcome.output, nonce);
  const bool ended = outcome.signal == 0 && !outcome.timed_out;
  if (ended && said.lines.empty() &&
      (outcome.exit_code == could_not_start ||
       outcome.exit_code == could_not_start + 1))
    throw GraderError("the program of the case cannot be started");
  std::optional<CaseVerdict> verdict;
  if (ended) verdict = read_lines(said);
  if (!verdict) {
    verdict.emplace();
    verdict->finding = finding_of_ending(outcome);
    verdict->finding.expected =
        "the function comes back, and the case ends with a verdict";
    if (ended && !said.lines.empty())
      verdict->finding.actual =
          "the lines of its verdict are not those that the kit writes";
  }
  verdict->finding.output = std::move(said.output);
  return *verdict;
}

}  // namespace heaplab::grade
