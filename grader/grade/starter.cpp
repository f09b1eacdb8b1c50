#include "grade/starter.hpp"

#include <fmt/format.h>

#include "support/error.hpp"

namespace heaplab::grade {
namespace {

enum class Part { both, solution, starter };

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

std::string_view mark_word(Part part) {
  return part == Part::solution ? "solution" : "starter";
}

bool has_hash_comments(const std::filesystem::path& path) {
  return path.extension() == ".toml" || path.extension() == ".supp";
}

class Stripper {
 public:
  explicit Stripper(const std::filesystem::path& path)
      : path_(path), comment_(has_hash_comments(path) ? "#" : "//") {}

  void take(std::string_view line);
  std::string finish();

 private:
  bool take_mark(std::string_view line);
  void open(Part part);
  void close(Part part);
  void uncomment(std::string_view line);
  [[noreturn]] void fail(std::size_t line, const std::string& what) const {
    throw InputError(fmt::format("{}:{}: {}", path_.string(), line, what));
  }

  const std::filesystem::path& path_;
  const std::string comment_;  // what begins one
  std::string text_;
  Part part_ = Part::both;
  std::size_t line_ = 0;
  std::size_t opened_at_ = 0;
};

void Stripper::open(Part part) {
  if (part_ != Part::both) {
    fail(line_,
         fmt::format("expected \"{3} {0}]\" for the mark of line {1}, "
                     "found \"{3} [{2}\"; marks do not nest",
                     mark_word(part_), opened_at_, mark_word(part), comment_));
  }
  part_ = part;
  opened_at_ = line_;
}

void Stripper::close(Part part) {
  if (part_ != part) {
    fail(line_,
         fmt::format("found \"{1} {0}]\" without \"{1} [{0}\" before it; "
                     "add that or remove this",
                     mark_word(part), comment_));
  }
  part_ = Part::both;
}

bool Stripper::take_mark(std::string_view line) {
  for (const Part part : {Part::solution, Part::starter}) {
    if (line == fmt::format("{} [{}", comment_, mark_word(part)))
      return open(part), true;
    if (line == fmt::format("{} {}]", comment_, mark_word(part)))
      return close(part), true;
  }
  const bool near_mark = line.find("[solution") != std::string_view::npos ||
                         line.find("solution]") != std::string_view::npos ||
                         line.find("[starter") != std::string_view::npos ||
                         line.find("starter]") != std::string_view::npos;
  if (near_mark) {
    fail(line_, fmt::format("a mark must stand alone on its line, such as "
                            "\"{} [solution\"; move the rest to another line",
                            comment_));
  }
  return false;
}

void Stripper::uncomment(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t");
  const std::string_view rest =
      at == std::string_view::npos ? std::string_view() : line.substr(at);
  if (rest == comment_) {
    text_ += "\n";
  } else if (rest.starts_with(comment_ + " ")) {
    text_ += fmt::format("{}{}\n", line.substr(0, at),
                         rest.substr(comment_.size() + 1));
  } else {
    fail(line_,
         fmt::format("expected a line that begins with \"{} \" between the "
                     "starter marks, found another; comment it out",
                     comment_));
  }
}

void Stripper::take(std::string_view line) {
  ++line_;
  if (take_mark(trimmed(line))) return;
  if (part_ == Part::starter) return uncomment(line);
  if (part_ == Part::both) text_ += fmt::format("{}\n", line);
}

std::string Stripper::finish() {
  if (part_ != Part::both) {
    fail(opened_at_,
         fmt::format("\"{1} [{0}\" is never closed; add \"{1} {0}]\"",
                     mark_word(part_), comment_));
  }
  return std::move(text_);
}

}  // namespace

std::string strip_solution(std::string_view text,
                           const std::filesystem::path& path) {
  Stripper stripper(path);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    stripper.take(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return stripper.finish();
}

}  // namespace heaplab::grade
