// What the compiler said, as a finding.
#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "grade/compile.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace {

constexpr std::size_t most_context_lines = 8;

std::string without_folder(std::string text, const std::string& folder) {
  const std::string prefix = folder + "/";
  for (std::size_t at = text.find(prefix); at != std::string::npos;
       at = text.find(prefix, at)) {
    text.erase(at, prefix.size());
  }
  return text;
}

std::vector<std::string> printable_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(trace::printable(line));
  }
  return lines;
}

bool is_error(const std::string& line) {
  return line.find("error: ") != std::string::npos ||
         line.find("Error: ") != std::string::npos ||  // of the assembler
         line.find("undefined reference to") != std::string::npos;
}

// A line that begins a diagnostic: "file:12:3: note: …", "file: In function".
bool begins_another(const std::string& line) {
  static const std::regex form(R"(^[^ |][^:|]*:(\d+:\d+:)? .*)");
  return std::regex_match(line, form);
}

// The error's own line and the source and caret below it.
std::string context_from(const std::vector<std::string>& lines,
                         std::size_t first) {
  std::string text;
  const std::size_t end = std::min(lines.size(), first + most_context_lines);
  for (std::size_t at = first; at < end; ++at) {
    if (at > first && begins_another(lines[at])) break;
    text += lines[at] + "\n";
  }
  return text;
}

// "allocator.cpp:12": the first place in the student's file that the error's
// line names, or else the compiler's output as a whole.
std::string source_of(const std::string& error, const std::string& output,
                      const std::string& file) {
  const std::regex form("(^|[^\\w/.])" +
                        std::regex_replace(file, std::regex("\\."), "\\.") +
                        ":(\\d+)");
  std::smatch match;
  const bool found = std::regex_search(error, match, form) ||
                     std::regex_search(output, match, form);
  return found ? file + ":" + match[2].str() : "";
}

}  // namespace

judge::Finding compile_finding(const std::string& output,
                               const std::filesystem::path& folder,
                               const std::string& file) {
  const std::string text = without_folder(output, folder.string());
  const std::vector<std::string> lines = printable_lines(text);
  auto error = std::find_if(lines.begin(), lines.end(), is_error);
  if (error == lines.end()) error = lines.begin();
  judge::Finding finding;
  finding.kind = judge::FindingKind::compile_error;
  finding.expected = fmt::format("{} compiles", file);
  if (error == lines.end()) {
    finding.actual = "the compiler failed and printed nothing";
    return finding;
  }
  finding.actual = *error;
  finding.source = source_of(*error, text, file);
  finding.output =
      context_from(lines, static_cast<std::size_t>(error - lines.begin()));
  return finding;
}

}  // namespace heaplab::grade
