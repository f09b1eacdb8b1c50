// Text that comes from a file or a program, made safe to show on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace heaplab::trace {

// Bytes of the UTF-8 character that `text` starts with; 0 when it starts with
// none, or with one that a terminal must not see (control characters, marks
// that change the direction of text). A tab counts as printable.
std::size_t printable_prefix(std::string_view text);

// `text` with every byte that is not part of a printable character written as
// \xNN, and a tab as one space.
std::string printable(std::string_view text);

// Number of characters that printable(text) shows.
std::size_t printable_width(std::string_view text);

// "…" around printable(text), cut after 40 characters.
std::string in_quotes(std::string_view text);

// `text` as one word of a POSIX shell command.
std::string shell_word(std::string_view text);

}  // namespace heaplab::trace
