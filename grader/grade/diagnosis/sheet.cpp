#include "grade/diagnosis/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "grade/student_seed.hpp"
#include "support/error.hpp"
#include "trace/random.hpp"

namespace heaplab::grade::diagnosis {
namespace {

using trace::Random;
using Chosen = std::map<std::string, std::string>;

struct Line {
  std::string text;
  std::size_t number = 0;  // in the template
};
using Lines = std::vector<Line>;

std::string chosen_of(const Values& values, Random& random) {
  if (!values.words.empty())
    return values.words[random.between(0, values.words.size() - 1)];
  return std::to_string(random.between(values.low, values.high));
}

// The words of a mark; empty where the line is none.
std::vector<std::string> mark_in(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string::npos || line.compare(begin, 3, "//!") != 0)
    return {};
  std::vector<std::string> words;
  std::istringstream stream(line.substr(begin + 3));
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool is_mark(const Line& line, std::string_view word) {
  const auto words = mark_in(line.text);
  return !words.empty() && words.front() == word;
}

class Maker {
 public:
  Maker(const Program& program, std::string_view student)
      : program_(program),
        random_(student_seed(student) ^ student_seed(program.name)) {}

  Sheet make() {
    for (const auto& [name, values] : program_.values)
      sheet_.chosen[name] = chosen_of(values, random_);
    Lines lines;
    std::size_t number = 0;
    for (const std::string& text : program_.lines) {
      ++number;
      if (text.find("// clang-format") == std::string::npos)
        lines.push_back({text, number});
    }
    for (const Line& line : copied(shuffled(lines))) take(line);
    if (guilty_.size() != 1) fail({"", 1}, "expected one line that is guilty");
    if (allocated_ > 1)
      fail({"", 1}, "expected one line that is allocated at most");
    sheet_.guilty = guilty_.front();
    return std::move(sheet_);
  }

 private:
  [[noreturn]] void fail(const Line& line, std::string_view what) const {
    throw InputError(
        fmt::format("{}:{}: {}; grader/grade/diagnosis/program.hpp has the "
                    "form",
                    program_.file.string(), line.number, what));
  }

  // The line after the `end` that closes the block whose mark is at `from`.
  std::size_t end_of(const Lines& lines, std::size_t from) const {
    std::size_t depth = 0;
    for (std::size_t at = from; at < lines.size(); ++at) {
      if (is_mark(lines[at], "shuffle") || is_mark(lines[at], "rows")) ++depth;
      if (is_mark(lines[at], "end") && --depth == 0) return at + 1;
    }
    fail(lines[from], "expected a mark `//! end` further down, found none");
  }

  Lines shuffled(const Lines& lines) {
    Lines all;
    for (std::size_t at = 0; at < lines.size(); ++at) {
      if (!is_mark(lines[at], "shuffle")) {
        all.push_back(lines[at]);
        continue;
      }
      const std::size_t end = end_of(lines, at);
      std::vector<Lines> pieces(1);
      for (++at; at + 1 < end; ++at) {
        if (is_mark(lines[at], "and")) {
          pieces.emplace_back();
        } else {
          pieces.back().push_back(lines[at]);
        }
      }
      for (std::size_t k = pieces.size(); k > 1; --k)
        std::swap(pieces[k - 1], pieces[random_.between(0, k - 1)]);
      for (const Lines& piece : pieces)
        all.insert(all.end(), piece.begin(), piece.end());
    }
    return all;
  }

  Lines copied(const Lines& lines) {
    Lines all;
    for (std::size_t at = 0; at < lines.size(); ++at) {
      if (!is_mark(lines[at], "rows")) {
        all.push_back(lines[at]);
        continue;
      }
      const std::size_t end = end_of(lines, at);
      const Lines inner(lines.begin() + static_cast<long>(at) + 1,
                        lines.begin() + static_cast<long>(end) - 1);
      add_copies(lines[at], inner, all);
      at = end - 1;
    }
    return all;
  }

  void add_copies(const Line& mark, const Lines& inner, Lines& all) {
    const auto words = mark_in(mark.text);
    if (words.size() < 3) fail(mark, "expected `//! rows LOW HIGH NAMES`");
    const std::uint64_t count =
        random_.between(number(mark, words[1]), number(mark, words[2]));
    for (std::uint64_t copy = 0; copy < count; ++copy) {
      Chosen own = sheet_.chosen;
      for (std::size_t k = 3; k < words.size(); ++k) {
        const auto values = program_.values.find(words[k]);
        if (values == program_.values.end()) fail(mark, "an unknown value");
        own[words[k]] = chosen_of(values->second, random_);
      }
      for (const Line& line : inner)
        all.push_back({filled_in(line, own), line.number});
    }
  }

  std::uint64_t number(const Line& mark, const std::string& word) const {
    if (word.find_first_not_of("0123456789") == std::string::npos)
      return std::stoull(word);
    fail(mark, "expected two numbers after `rows`");
  }

  std::string filled_in(const Line& line, const Chosen& chosen) const {
    std::string text;
    const std::string& from = line.text;
    for (std::size_t at = 0; at < from.size();) {
      if (from[at] != '$') {
        text += from[at++];
        continue;
      }
      const std::size_t end = std::min(
          from.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + 1),
          from.size());
      const auto value = chosen.find(from.substr(at + 1, end - at - 1));
      if (value == chosen.end()) fail(line, "an unknown value");
      text += value->second;
      at = end;
    }
    return text;
  }

  // "site=1"
  bool holds(const Line& line, const std::string& condition) const {
    const std::size_t equals = condition.find('=');
    const auto value = equals == std::string::npos
                           ? sheet_.chosen.end()
                           : sheet_.chosen.find(condition.substr(0, equals));
    if (value == sheet_.chosen.end()) fail(line, "expected NAME=VALUE");
    return value->second == condition.substr(equals + 1);
  }

  void take(const Line& line) {
    if (!mark_in(line.text).empty()) return note_mark(line);
    const bool there = std::exchange(there_, true);
    const bool guilty = std::exchange(is_guilty_, false);
    const bool allocated = std::exchange(is_allocated_, false);
    if (!there) return;
    sheet_.source.push_back(filled_in(line, sheet_.chosen));
    if (guilty) guilty_.push_back(sheet_.source.size());
    if (!allocated) return;
    ++allocated_;
    sheet_.allocated = sheet_.source.size();
  }

  // What the next line is.
  void note_mark(const Line& line) {
    const auto words = mark_in(line.text);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const std::string& word = words[at];
      const bool more = at + 1 < words.size();
      if ((word == "when" || word == "unless") && more) {
        if (holds(line, words[++at]) != (word == "when")) there_ = false;
      } else if (word == "guilty" || word == "allocated") {
        bool applies = true;
        if (at + 2 < words.size() && words[at + 1] == "if") {
          applies = holds(line, words[at + 2]);
          at += 2;
        }
        if (applies) (word == "guilty" ? is_guilty_ : is_allocated_) = true;
      } else {
        fail(line, "an unknown mark");
      }
    }
  }

  const Program& program_;
  Random random_;
  Sheet sheet_;
  bool there_ = true;  // the next line, and what it is
  bool is_guilty_ = false;
  bool is_allocated_ = false;
  std::vector<std::uint64_t> guilty_;
  std::size_t allocated_ = 0;  // lines that are
};

}  // namespace

std::string Sheet::text() const {
  std::string all;
  for (const std::string& line : source) all += line + "\n";
  return all;
}

Sheet make_sheet(const Program& program, std::string_view student) {
  return Maker(program, student).make();
}

}  // namespace heaplab::grade::diagnosis
