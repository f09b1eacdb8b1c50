// The lines of a trace file, and how a mistake in one is reported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace heaplab::trace {

inline constexpr std::size_t longest_line_bytes = 4096;

struct Line {
  std::string_view path;     // of the file
  std::uint32_t number = 0;  // 1-based
  std::string_view text;     // without its newline
  bool has_newline = true;   // only the last line can lack it
};

// Throws InputError: FILE:LINE:COLUMN: message, the line, and a caret under
// byte `offset` of it with what to do next. A long line is cut to a window of
// 80 columns around the caret; what a terminal must not see is escaped. On a
// last line without a newline the text adds that the file may be cut off.
[[noreturn]] void fail(const Line& line, std::size_t offset,
                       std::string_view message, std::string_view advice);

// The same, at `field`, which is a part of `line.text`.
[[noreturn]] void fail_at(const Line& line, std::string_view field,
                          std::string_view message, std::string_view advice);

// Hands out one line after the other. `path` and `text` must outlive it.
class Lines {
 public:
  Lines(std::string_view path, std::string_view text);

  // False at the end. Throws InputError for a line over longest_line_bytes.
  bool next(Line& line);

 private:
  std::string_view path_;
  std::string_view rest_;
  std::uint32_t number_ = 0;
};

}  // namespace heaplab::trace
