#include "grade/clinic/plain_text.hpp"

#include <algorithm>
#include <cctype>

namespace heaplab::grade::clinic {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Where what begins at `at` ends; `at` itself where that is code.
std::size_t end_of_comment(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const bool block = rest.starts_with("/*");
  if (!block && !rest.starts_with("//")) return at;
  const std::size_t end = text.find(block ? "*/" : "\n", at + 2);
  if (end == std::string_view::npos) return text.size();
  return end + (block ? 2 : 0);
}

std::size_t end_of_raw_string(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("R\"")) return at;
  if (at > 0 && is_word(text[at - 1])) return at;
  const std::size_t open = text.find('(', at);
  if (open == std::string_view::npos) return text.size();
  std::string close(1, ')');
  close.append(text.substr(at + 2, open - at - 2)).push_back('"');
  const std::size_t end = text.find(close, open);
  return end == std::string_view::npos ? text.size() : end + close.size();
}

// 1'000'000 holds no character literal.
std::size_t end_of_literal(std::string_view text, std::size_t at) {
  const char quote = text[at];
  if (quote != '"' && quote != '\'') return at;
  if (quote == '\'' && at > 0 && is_word(text[at - 1])) return at;
  for (std::size_t end = at + 1; end < text.size(); ++end) {
    if (text[end] == '\\') {
      ++end;
    } else if (text[end] == quote || text[end] == '\n') {
      return end + (text[end] == quote ? 1 : 0);
    }
  }
  return text.size();
}

}  // namespace

std::string plain_text(std::string_view source) {
  std::string text(source);
  for (std::size_t at = 0; at < source.size(); ++at) {
    std::size_t end = end_of_comment(source, at);
    if (end == at) end = end_of_raw_string(source, at);
    if (end == at) end = end_of_literal(source, at);
    if (end == at) continue;
    for (std::size_t each = at; each < end; ++each)
      if (text[each] != '\n') text[each] = ' ';
    at = end - 1;
  }
  return text;
}

std::size_t line_at(std::string_view text, std::size_t place) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(place);
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace heaplab::grade::clinic
