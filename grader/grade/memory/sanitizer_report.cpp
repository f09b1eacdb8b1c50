#include "grade/memory/sanitizer_report.hpp"

#include <regex>
#include <sstream>

#include "trace/printable.hpp"

namespace heaplab::grade {
namespace {

using valgrind::Frame;

constexpr std::size_t most_reports = 64;
constexpr std::size_t most_line = 2000;

// ":14" or ":14:51" at the end; what stands before it stays in `text`.
std::uint32_t cut_line_number(std::string& text) {
  static const std::regex form("^(.*?):([0-9]{1,9})(:[0-9]{1,9})?$");
  std::smatch found;
  if (!std::regex_match(text, found, form)) return 0;
  const auto line = static_cast<std::uint32_t>(std::stoul(found[2]));
  text = found[1].str();
  return line;
}

// Function and path stand beside each other; both may hold spaces.
void split_location(std::string text, Frame& frame) {
  frame.line = cut_line_number(text);
  std::size_t space = text.find(" /");
  if (space == std::string::npos || frame.line == 0) space = text.rfind(' ');
  if (space == std::string::npos) {
    frame.function = text;
    return;
  }
  frame.function = text.substr(0, space);
  const std::string path = text.substr(space + 1);
  const std::size_t slash = path.rfind('/');
  frame.file = slash == std::string::npos ? path : path.substr(slash + 1);
  if (slash != std::string::npos) frame.folder = path.substr(0, slash);
  if (frame.line == 0) frame.file.clear();
}

std::string shown_line(std::string_view line) {
  return trace::printable(line.substr(0, most_line));
}

bool has(const std::string& line, const char* words) {
  return line.find(words) != std::string::npos;
}

class Reader {
 public:
  void take(const std::string& line);
  std::vector<SanitizerReport> finish();

 private:
  bool take_start(const std::string& line);
  void start(SanitizerTool tool, std::string what);
  void take_frame(const Frame& frame);
  void take_detail(const std::string& line);

  // What the next frames belong to.
  enum class Stack : std::uint8_t { none, error, allocated, freed };
  std::vector<SanitizerReport> reports_;
  Stack stack_ = Stack::none;
};

void Reader::start(SanitizerTool tool, std::string what) {
  reports_.emplace_back();
  reports_.back().tool = tool;
  reports_.back().what = std::move(what);
  stack_ = Stack::error;
}

// "csv.cpp:44:26: runtime error: …", "…ERROR: AddressSanitizer: …",
// "Direct leak of 12 byte(s) in …", "/usr/…/vector:1: f: Assertion 'x' failed."
bool Reader::take_start(const std::string& line) {
  static const std::regex undefined("^(.*?): runtime error: (.*)$");
  static const std::regex address("==ERROR: AddressSanitizer: (.*)$");
  static const std::regex leak(
      "^((Direct|Indirect) leak of .*) allocated from");
  static const std::regex assertion(
      "^(.*?:[0-9]+): (.*): Assertion ['`](.*)' failed\\.$");
  std::smatch found;
  // The words first: an expression is slow on a long line that does not match.
  if (has(line, ": runtime error: ") &&
      std::regex_match(line, found, undefined)) {
    start(SanitizerTool::undefined, found[2]);
    std::string where = found[1];
    Frame frame;
    frame.line = cut_line_number(where);
    frame.file = where.substr(where.rfind('/') + 1);
    reports_.back().where = frame.file + ":" + std::to_string(frame.line);
    return true;
  }
  if (has(line, "==ERROR: Addr") && std::regex_search(line, found, address)) {
    start(SanitizerTool::address, found[1]);
    return true;
  }
  if (has(line, " leak of ") && std::regex_search(line, found, leak)) {
    start(SanitizerTool::leak, found[1]);
    return true;
  }
  if (!has(line, ": Assertion ") || !std::regex_match(line, found, assertion))
    return false;
  start(SanitizerTool::assertion, found[3]);
  reports_.back().where = found[1];
  reports_.back().library = found[2];
  return true;
}

void Reader::take_frame(const Frame& frame) {
  SanitizerReport& report = reports_.back();
  if (stack_ == Stack::error) report.frames.push_back(frame);
  if (stack_ == Stack::allocated) report.allocated.push_back(frame);
  if (stack_ == Stack::freed) report.freed.push_back(frame);
}

void Reader::take_detail(const std::string& line) {
  static const std::regex access("^(READ|WRITE) of size ([0-9]{1,18})");
  static const std::regex cause("caused by a (READ|WRITE) memory access");
  static const std::regex local(
      "^ *\\[[0-9]+, [0-9]+\\) '(.*)'.*<== Memory access");
  SanitizerReport& report = reports_.back();
  std::smatch found;
  if (has(line, " of size ") && std::regex_search(line, found, access)) {
    report.writes = found[1] == "WRITE";
    report.bytes = std::stoull(found[2]);
  } else if (has(line, "caused by a ") &&
             std::regex_search(line, found, cause)) {
    report.writes = found[1] == "WRITE";
  } else if (has(line, "<== Memory access") &&
             std::regex_search(line, found, local)) {
    report.local = found[1];
  }
  if (has(line, " is located ")) {
    report.region = line;
    stack_ = Stack::none;
  }
  if (has(line, "allocated by thread ")) stack_ = Stack::allocated;
  if (line.starts_with("freed by thread ")) stack_ = Stack::freed;
}

void Reader::take(const std::string& line) {
  if (reports_.size() < most_reports && take_start(line)) return;
  if (reports_.empty()) return;
  if (const auto frame = read_sanitizer_frame(line)) {
    take_frame(*frame);
    return;
  }
  if (line.starts_with("SUMMARY:")) stack_ = Stack::none;
  take_detail(line);
}

std::vector<SanitizerReport> Reader::finish() { return std::move(reports_); }

}  // namespace

std::optional<Frame> read_sanitizer_frame(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first == std::string_view::npos || line[first] != '#')
    return std::nullopt;
  Frame frame;
  const std::size_t address = line.find(" 0x", first);
  if (address == std::string_view::npos) return std::nullopt;
  const std::size_t in = line.find(" in ", address);
  if (in == std::string_view::npos) return frame;
  std::string text(line.substr(in + 4));
  // What clang adds: " (BuildId: …)".
  const std::size_t build = text.find(" (BuildId: ");
  if (build != std::string::npos) text.erase(build);
  split_location(text, frame);
  return frame;
}

std::vector<SanitizerReport> read_sanitizer_reports(std::string_view output) {
  Reader reader;
  while (!output.empty()) {
    const std::size_t end = std::min(output.find('\n'), output.size());
    reader.take(shown_line(output.substr(0, end)));
    output.remove_prefix(std::min(end + 1, output.size()));
  }
  return reader.finish();
}

}  // namespace heaplab::grade
