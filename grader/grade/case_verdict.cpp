#include "grade/case_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstring>
#include <optional>
#include <sstream>
#include <string_view>
#include <vector>

#include "support/error.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;

constexpr int could_not_start = 126;  // and 127

// "\n" and "\\" in a text stand for a newline and a backslash.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = text[at] == '\\' && at + 1 < text.size();
    if (!escape) {
      plain += text[at];
    } else {
      ++at;
      plain += text[at] == 'n' ? '\n' : text[at];
    }
  }
  return plain;
}

std::string printable_lines(const std::string& text) {
  std::string all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!all.empty()) all += "\n";
    all += trace::printable(line);
  }
  return all;
}

// The lines of the kit, key and text; and what the submission printed.
struct Said {
  std::vector<std::pair<std::string, std::string>> lines;
  std::string output;
};

Said split_output(const std::string& output, const std::string& nonce) {
  Said said;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    // What the submission printed last may lack its newline.
    const std::size_t at = line.find(nonce + " ");
    if (at != 0) said.output += trace::printable(line.substr(0, at)) + "\n";
    if (at == std::string::npos) continue;
    const std::string rest = line.substr(at + nonce.size() + 1);
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    const std::size_t text = std::min(blank + 1, rest.size());
    said.lines.emplace_back(rest.substr(0, blank),
                            printable_lines(unescaped(rest.substr(text))));
  }
  return said;
}

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
  if (key == "picture") return finding.heap += text + "\n", true;
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

bool is_fault(int signal) {
  return signal == SIGSEGV || signal == SIGBUS || signal == SIGILL ||
         signal == SIGFPE || signal == SIGTRAP;
}

Finding of_ending(const sandbox::CommandOutcome& outcome) {
  const int signal = outcome.signal;
  Finding finding;
  finding.expected =
      "the function comes back, and the case ends with a verdict";
  if (outcome.too_many_processes || signal == SIGSYS) {
    finding.kind = FindingKind::forbidden_call;
    finding.actual = "it made a system call that no exercise needs";
  } else if (outcome.timed_out || signal == SIGXCPU || signal == SIGALRM ||
             signal == SIGKILL) {
    finding.kind = FindingKind::time_out;
    finding.actual = "it was stopped: it did not come back";
  } else if (signal == SIGABRT) {
    finding.kind = FindingKind::abort;
    finding.actual = "it called abort()";
  } else if (is_fault(signal)) {
    finding.kind = FindingKind::crash;
    finding.actual = fmt::format("it crashed: {}", ::strsignal(signal));
  } else if (signal != 0) {
    finding.kind = FindingKind::killed;
    finding.actual =
        fmt::format("it was ended by a signal: {}", ::strsignal(signal));
  } else {
    finding.kind = FindingKind::exit;
    finding.actual = fmt::format("it ended the program, with the exit code {}",
                                 outcome.exit_code);
  }
  return finding;
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
    verdict->finding = of_ending(outcome);
    if (ended && !said.lines.empty())
      verdict->finding.actual =
          "the lines of its verdict are not those that the kit writes";
  }
  verdict->finding.output = std::move(said.output);
  return *verdict;
}

}  // namespace heaplab::grade
