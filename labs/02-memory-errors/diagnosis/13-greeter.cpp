// clang-format off
// Greets guests by name.
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

struct Guest {
  std::string_view title;
  std::string_view name;
};

constexpr Guest guests[] = {
    //! rows 3 12 title name
    {"$title", "$name"},
    //! end
};

//! shuffle
std::size_t vowels_in(std::string_view text) {
  std::size_t found = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    //! guilty if site=0
    const char letter = text[at];
    if (letter == 'a' || letter == 'e' || letter == 'i') ++found;
  }
  return found;
}

//! and
std::size_t capitals_in(std::string_view text) {
  std::size_t found = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    //! guilty if site=1
    const bool is_capital = text[at] >= 'A' && text[at] <= 'Z';
    if (is_capital) ++found;
  }
  return found;
}

//! and
//! when site=0
std::string_view short_name(const Guest& guest) {
//! unless site=0
std::string short_name(const Guest& guest) {
  std::string text(guest.title.substr(0, $part));
  text += ' ';
  text += guest.name.substr(0, $rest);
  return text;
}

//! and
//! when site=1
std::string_view initials(const Guest& guest) {
//! unless site=1
std::string initials(const Guest& guest) {
  std::string text(guest.title.substr(0, 1));
  text += guest.name.substr(0, 1);
  return text;
}

//! end
int main() {
  std::size_t vowels = 0;
  std::size_t capitals = 0;
  for (const Guest& guest : guests) {
    vowels += vowels_in(short_name(guest));
    capitals += capitals_in(initials(guest));
  }
  std::printf("%zu vowels, %zu capitals\n", vowels, capitals);
}
