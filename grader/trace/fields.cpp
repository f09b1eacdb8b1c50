#include "trace/fields.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "trace/printable.hpp"

namespace heaplab::trace {
namespace {

constexpr std::string_view blanks = " \t\r\v\f";

std::string limit_text(std::uint64_t most) {
  if (most == std::numeric_limits<std::uint64_t>::max()) {
    return fmt::format("{} (2^64 - 1)", most);
  }
  if (most == std::numeric_limits<std::uint32_t>::max()) {
    return fmt::format("{} (2^32 - 1)", most);
  }
  return std::to_string(most);
}

bool is_negative(std::string_view field) {
  return field.starts_with('-') && is_number(field.substr(1));
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return text.substr(text.size());
  const std::size_t last = text.find_last_not_of(blanks);
  return text.substr(first, last - first + 1);
}

std::string_view content_of(std::string_view text) {
  return trimmed(text.substr(0, text.find('#')));
}

Fields split_fields(const Line& line) {
  Fields fields{line, {}, 0};
  std::string_view rest = content_of(line.text);
  while (!rest.empty() && fields.count < fields.words.size()) {
    const std::string_view word = rest.substr(0, rest.find_first_of(blanks));
    fields.words[fields.count++] = word;
    rest = trimmed(rest.substr(word.size()));
  }
  return fields;
}

bool is_number(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::uint64_t parse_number(const Line& line, std::string_view field,
                           std::string_view what, std::uint64_t most) {
  if (is_negative(field)) {
    fail_at(line, field,
            fmt::format("expected {}, found the negative {}", what,
                        in_quotes(field)),
            "only \"f -1\" takes a negative number: it is free(nullptr)");
  }
  if (!is_number(field)) {
    fail_at(line, field,
            fmt::format("expected {}, found {}", what, in_quotes(field)),
            "write decimal digits only");
  }
  std::uint64_t value = 0;
  const auto result =
      std::from_chars(field.data(), field.data() + field.size(), value);
  if (result.ec == std::errc{} && value <= most) return value;
  fail_at(line, field,
          fmt::format("expected {}, found {}, which is too large", what,
                      in_quotes(field)),
          fmt::format("the largest is {}", limit_text(most)));
}

void require_plain_text(const Line& line) {
  std::string_view rest = line.text;
  while (!rest.empty()) {
    const std::size_t bytes = printable_prefix(rest);
    if (rest == "\r") {
      fail_at(line, rest,
              "expected a line that ends with a newline only, found a "
              "carriage return (CRLF) too",
              fmt::format("to repair the file, run: sed -i 's/\\r$//' {}",
                          shell_word(line.path)));
    }
    if (bytes == 0) {
      fail_at(line, rest,
              fmt::format("expected text in UTF-8, found the byte {}",
                          printable(rest.substr(0, 1))),
              "a trace is a text file; is this one?");
    }
    rest.remove_prefix(bytes);
  }
}

}  // namespace heaplab::trace
