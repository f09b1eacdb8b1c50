#include "trace/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace heaplab::trace {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

std::size_t sequence_bytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

Character decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = sequence_bytes(lead);
  if (bytes == 0 || bytes > text.size()) return {};
  if (bytes == 1) return {lead, 1};
  std::uint32_t code = lead & (0x7fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) return {};
    code = code << 6 | (byte & 0x3f);
  }
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < smallest[bytes] || code > 0x10ffff || surrogate) return {};
  return {code, bytes};
}

bool is_printable(std::uint32_t code) {
  if (code == '\t') return true;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false;
  const bool direction = code == 0x61c || (code >= 0x200e && code <= 0x200f) ||
                         (code >= 0x2028 && code <= 0x202e) ||
                         (code >= 0x2066 && code <= 0x2069);
  return !direction && code != 0xfeff;
}

}  // namespace

std::size_t printable_prefix(std::string_view text) {
  if (text.empty()) return 0;
  const Character character = decode(text);
  return is_printable(character.code) ? character.bytes : 0;
}

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t bytes = printable_prefix(text);
    if (bytes == 0) {
      shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
    } else if (text[0] == '\t') {
      shown += ' ';
    } else {
      shown += text.substr(0, bytes);
    }
    text.remove_prefix(bytes == 0 ? 1 : bytes);
  }
  return shown;
}

std::size_t printable_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const std::size_t bytes = printable_prefix(text);
    width += bytes == 0 ? 4 : 1;
    text.remove_prefix(bytes == 0 ? 1 : bytes);
  }
  return width;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::size_t end = 0;
  std::size_t shown = 0;
  while (end < text.size() && shown < longest) {
    const std::size_t bytes = printable_prefix(text.substr(end));
    end += bytes == 0 ? 1 : bytes;
    ++shown;
  }
  return fmt::format("\"{}{}\"", printable(text.substr(0, end)),
                     end < text.size() ? "..." : "");
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+,:@";
  const bool is_option = text.starts_with('-');  // and never an assignment
  const bool is_plain = std::all_of(text.begin(), text.end(), [&](char c) {
    return plain.find(c) != std::string_view::npos || (is_option && c == '=');
  });
  if (!text.empty() && is_plain) return std::string(text);
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return printable(word + "'");
}

}  // namespace heaplab::trace
