#include "trace/lines.hpp"

#include <fmt/format.h>

#include "support/error.hpp"
#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

constexpr std::size_t columns = 80;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct Window {
  std::string text;       // at most `columns` characters
  std::size_t caret = 0;  // column of the caret in it, from 0
};

// Drops `count` characters from the front of valid UTF-8.
void drop_characters(std::string_view& text, std::size_t count) {
  while (count-- > 0 && !text.empty()) {
    text.remove_prefix(printable_prefix(text));
  }
}

std::string first_characters(std::string_view text, std::size_t count) {
  std::string_view rest = text;
  drop_characters(rest, count);
  return std::string(text.substr(0, text.size() - rest.size()));
}

// Shows the part of the line that has the caret in its middle.
Window window_around(const Line& line, std::size_t offset) {
  const std::string shown = printable(line.text);
  const std::size_t width = printable_width(shown);
  const std::size_t caret = printable_width(line.text.substr(0, offset));
  if (width <= columns) return {shown, caret};
  constexpr std::string_view dots = "...";
  const std::size_t start = caret < columns / 2 ? 0 : caret - columns / 2;
  std::string_view rest = shown;
  drop_characters(rest, start == 0 ? 0 : start + dots.size());
  std::string text = start == 0 ? "" : std::string(dots);
  const std::size_t room = columns - text.size();
  if (printable_width(rest) <= room) return {text.append(rest), caret - start};
  text += first_characters(rest, room - dots.size());
  return {text.append(dots), caret - start};
}

}  // namespace

void fail(const Line& line, std::size_t offset, std::string_view message,
          std::string_view advice) {
  const Window window = window_around(line, offset);
  std::string next(advice);
  if (!line.has_newline) {
    next += "; the last line has no newline: the file may have been cut off";
  }
  const bool beside = window.caret + 2 + next.size() <= columns;
  throw InputError(fmt::format("{}:{}:{}: {}\n{}\n{:>{}}{}{}",
                               printable(line.path), line.number, offset + 1,
                               message, window.text, '^', window.caret + 1,
                               beside ? ' ' : '\n', next));
}

void fail_at(const Line& line, std::string_view field, std::string_view message,
             std::string_view advice) {
  const auto offset = static_cast<std::size_t>(field.data() - line.text.data());
  fail(line, offset, message, advice);
}

Lines::Lines(std::string_view path, std::string_view text)
    : path_(path), rest_(text) {
  if (rest_.starts_with(byte_order_mark)) {
    rest_.remove_prefix(byte_order_mark.size());
  }
}

bool Lines::next(Line& line) {
  if (rest_.empty()) return false;
  ++number_;
  const std::size_t newline = rest_.find('\n');
  const bool ends = newline != std::string_view::npos;
  line = {path_, number_, rest_.substr(0, newline), ends};
  rest_.remove_prefix(ends ? newline + 1 : rest_.size());
  if (line.text.size() <= longest_line_bytes) return true;
  throw InputError(fmt::format(
      "{}:{}:1: expected a line of at most {} bytes, found one of {}; is this "
      "a trace file?",
      printable(path_), number_, longest_line_bytes, line.text.size()));
}

}  // namespace heaplab::trace
