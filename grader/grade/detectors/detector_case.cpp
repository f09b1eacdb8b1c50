#include "grade/detectors/detector_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <tuple>

#include "judge/finding.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

class FirstLines {
 public:
  explicit FirstLines(const fs::path& file)
      : file_(file), text_(read_file(file)) {}

  std::string value(std::string_view key) {
    std::string line;
    std::getline(text_, line);
    ++number_;
    const std::string start = fmt::format("// {}: ", key);
    if (!line.starts_with(start) || line.size() == start.size())
      refuse(fmt::format("\"{}…\"", start), line);
    return line.substr(start.size());
  }

  // A kind of finding, or nothing.
  std::string kind(std::string_view key) {
    const std::string name = value(key);
    if (name != "nothing" && !judge::finding_from_name(name))
      refuse("a kind of finding, or nothing", name);
    return name;
  }

  unsigned number(std::string_view key) {
    const std::string digits = value(key);
    unsigned number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc() || stop != end) refuse("a number", digits);
    return number;
  }

  std::string ending(std::string_view key) {
    const std::string name = value(key);
    if (name != "nothing" && !name.starts_with("SIG"))
      refuse("the name of a signal, or nothing", name);
    return name;
  }

 private:
  [[noreturn]] void refuse(const std::string& expected,
                           const std::string& found) const {
    throw InputError(fmt::format("{}:{}: expected {}, found {}", file_.string(),
                                 number_, expected, trace::in_quotes(found)));
  }

  fs::path file_;
  std::istringstream text_;
  int number_ = 0;
};

}  // namespace

DetectorCase read_detector_case(const fs::path& source) {
  FirstLines lines(source);
  DetectorCase one;
  one.name = source.stem().string();
  one.source = source;
  one.title = lines.value("title");
  one.cwe = lines.number("cwe");
  one.expected.memcheck = lines.kind("memcheck");
  one.expected.asan = lines.kind("asan");
  one.expected.assertions = lines.kind("assertions");
  one.expected.native = lines.ending("native");
  return one;
}

std::vector<DetectorCase> read_detector_cases(const fs::path& folder) {
  std::vector<DetectorCase> cases;
  if (fs::is_directory(folder)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".cpp")
        cases.push_back(read_detector_case(entry.path()));
    }
  }
  if (cases.empty()) {
    throw InputError(fmt::format("{}: expected programs NAME.cpp, found none",
                                 folder.string()));
  }
  std::sort(cases.begin(), cases.end(),
            [](const DetectorCase& a, const DetectorCase& b) {
              return std::tie(a.cwe, a.name) < std::tie(b.cwe, b.name);
            });
  return cases;
}

}  // namespace heaplab::grade
