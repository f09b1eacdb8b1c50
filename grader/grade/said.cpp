#include "grade/said.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <sstream>
#include <string_view>

#include "trace/printable.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;

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

bool is_fault(int signal) {
  return signal == SIGSEGV || signal == SIGBUS || signal == SIGILL ||
         signal == SIGFPE || signal == SIGTRAP;
}

}  // namespace

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

Finding finding_of_ending(const sandbox::CommandOutcome& outcome) {
  const int signal = outcome.signal;
  Finding finding;
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

}  // namespace heaplab::grade
