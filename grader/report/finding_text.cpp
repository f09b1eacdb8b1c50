// A finding in full words.
#include <fmt/format.h>

#include <algorithm>

#include "report/terminal.hpp"
#include "report/text.hpp"
#include "trace/printable.hpp"

namespace heaplab::report {
namespace {

constexpr std::size_t label_at = 4;
constexpr std::size_t text_at = 15;
constexpr std::size_t most_steps = 12;
constexpr std::size_t most_output_lines = 12;

std::string without_last_newline(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return std::string(text);
}

std::string labelled(std::string_view label, const std::string& text) {
  return fmt::format("{:{}}{}{}\n", "", label_at,
                     pad_right(label, text_at - label_at), text);
}

// For words.
std::string words(std::string_view label, const std::string& text) {
  if (text.empty()) return {};
  return labelled(label, wrap(without_last_newline(text), text_at));
}

// For what must stay as it is: commands, paths, code.
std::string verbatim(std::string_view label, const std::string& text) {
  if (text.empty()) return {};
  return labelled(label, indent_lines(without_last_newline(text), text_at));
}

// As wide as the page, under its label.
std::string picture(std::string_view label, const std::string& text) {
  if (text.empty()) return {};
  const std::string margin(label_at, ' ');
  return fmt::format("{0}{1}\n{0}{2}\n", margin, label,
                     indent_lines(without_last_newline(text), label_at));
}

std::string steps_text(const std::vector<std::string>& steps) {
  std::string text;
  const std::size_t left_out =
      steps.size() > most_steps ? steps.size() - most_steps : 0;
  if (left_out > 0) text = fmt::format("… {} before these\n", left_out);
  for (std::size_t at = left_out; at < steps.size(); ++at) {
    text += fmt::format("{}. {}\n", at + 1, steps[at]);
  }
  return verbatim("steps", text);
}

std::string output_text(const judge::Finding& finding) {
  const std::string_view label =
      finding.kind == judge::FindingKind::compile_error ? "the compiler"
                                                        : "it printed";
  std::string text = without_last_newline(finding.output);
  std::size_t end = 0;
  for (std::size_t line = 0; line < most_output_lines; ++line) {
    end = text.find('\n', end);
    if (end == std::string::npos) return picture(label, text);
    ++end;
  }
  const auto more =
      std::count(text.begin() + static_cast<long>(end), text.end(), '\n') + 1;
  text.resize(end);
  return picture(label, text + fmt::format("… and {} more lines", more));
}

// "payload-changed at labs/…/perl.trace:118, operation f 12"
std::string where_text(const judge::Finding& finding, bool colour) {
  std::string text(judge::finding_name(finding.kind));
  if (!finding.trace.empty()) text += " at " + finding.trace;
  if (finding.line > 0) text += fmt::format(":{}", finding.line);
  if (!finding.operation.empty()) text += ", operation " + finding.operation;
  return paint(wrap(text, label_at), Paint::bad, colour);
}

}  // namespace

std::string finding_text(const judge::Finding& finding,
                         const TextOptions& options) {
  std::string text(label_at, ' ');
  text += where_text(finding, options.colour) + "\n";
  text += words("expected", finding.expected);
  text += words("actual", finding.actual);
  text += verbatim("your line", finding.source);
  text += steps_text(finding.steps);
  text += picture(finding.pictured, finding.heap);
  text += output_text(finding);
  text += words("hint", finding.hint);
  text += verbatim("again", finding.reproduce);
  text += verbatim("shrunk", finding.shrunk_trace);
  return text;
}

}  // namespace heaplab::report
