// The words of one line of a trace, and the numbers among them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "trace/lines.hpp"

namespace heaplab::trace {

// Words up to a `#`, separated by blanks. No operation has more than six, so
// a seventh is kept to be complained about and the rest is dropped.
struct Fields {
  Line line;
  std::array<std::string_view, 7> words;
  std::size_t count = 0;
  std::string_view operator[](std::size_t i) const { return words[i]; }
};

Fields split_fields(const Line& line);

// Without a comment or blanks around it.
std::string_view content_of(std::string_view text);
std::string_view trimmed(std::string_view text);

// A decimal number of at most `most`. Throws InputError that calls it `what`
// ("a number of bytes").
std::uint64_t parse_number(const Line& line, std::string_view field,
                           std::string_view what, std::uint64_t most);

bool is_number(std::string_view text);

// Throws InputError for control characters, for what is not UTF-8 and for a
// carriage return at the end.
void require_plain_text(const Line& line);

}  // namespace heaplab::trace
