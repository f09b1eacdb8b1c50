#include "views.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <numeric>

namespace views {

namespace {

// ---- views of a view ----

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find_last_not_of(blanks) + 1;
  return text.substr(begin, end - begin);
}

std::string_view without_tags(std::string_view title) {
  return trim(title.substr(0, title.find(" @")));
}

// "12.5" of "12.500000", and "40" of "40.000000".
std::string_view without_zeros(std::string_view number) {
  const std::size_t last = number.find_last_not_of('0');
  return number.substr(0, number[last] == '.' ? last : last + 1);
}

// Takes the first line from the text, without its newline.
std::string_view take_line(std::string_view& text) {
  const std::size_t length = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  return line;
}

// ---- texts of their own ----

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

// ---- sections ----

bool is_heading(std::string_view line) { return line.starts_with("# "); }

// The text up to the next heading, which it takes from the rest.
std::string_view take_body(std::string_view& rest) {
  const std::string_view begin = rest;
  while (!rest.empty() && !is_heading(rest)) take_line(rest);
  return trim(begin.substr(0, begin.size() - rest.size()));
}

std::string_view title_of(const std::vector<Section>& sections,
                          std::size_t number) {
  std::size_t count = 0;
  for (auto section : sections) {
    if (++count == number) return without_tags(section.title);
  }
  throw Error("there is no section " + std::to_string(number));
}

}  // namespace

Notes::Notes(std::string text) : text_(std::move(text)) {
  std::string_view rest = text_;
  if (!take_body(rest).empty()) throw Error("text before the first heading");
  while (!rest.empty()) {
    std::string title(trim(take_line(rest).substr(1)));
    sections_.push_back({std::move(title), take_body(rest)});
  }
}

std::string Notes::heading(std::size_t number) const {
  std::string heading = std::to_string(number) + ". ";
  return heading.append(title_of(sections_, number));
}

std::string Notes::body(const std::string& title) const {
  const std::string_view wanted = trim(lower(title));
  for (const Section& section : sections_) {
    if (lower(section.title) == wanted) return std::string(section.body);
  }
  throw Error("there is no section " + title);
}

std::string Notes::shares() const {
  const std::size_t total = std::accumulate(
      sections_.begin(), sections_.end(), std::size_t{0},
      [](std::size_t sum, const Section& s) { return sum + s.body.size(); });
  std::string shares;
  for (const Section& section : sections_) {
    const double percent = 100.0 * static_cast<double>(section.body.size()) /
                           static_cast<double>(std::max<std::size_t>(total, 1));
    const std::string_view number = without_zeros(std::to_string(percent));
    shares.append(number).append(" % ");
    shares.append(section.title).append("\n");
  }
  return shares;
}

std::vector<std::string> Notes::search(const Query& query) const {
  std::function<bool(std::string_view)> meets = [&](std::string_view line) {
    return !line.empty() && line.size() >= query.shortest_bytes;
  };
  if (!query.word.empty()) {
    const std::string wanted = lower(query.word);
    meets = [meets, &wanted](std::string_view line) {
      return meets(line) && lower(line).find(wanted) != std::string::npos;
    };
  }
  std::vector<std::string> found;
  for (const Section& section : sections_) {
    for (std::string_view rest = section.body; !rest.empty();) {
      const std::string_view line = trim(take_line(rest));
      if (meets(line)) found.emplace_back(line);
    }
  }
  return found;
}

}  // namespace views
