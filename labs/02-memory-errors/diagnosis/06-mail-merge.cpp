// clang-format off
// Fills the names of readers into a letter.
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

constexpr const char* readers[] = {
    //! rows 4 14 name
    "$name",
    //! end
};

struct Letter {
  char* address;
  char* body;
  std::size_t* widths;
};

//! shuffle
Letter begin_letter(const char* name) {
  Letter letter{};
  const std::size_t bytes = std::strlen(name) + $room;
  //! allocated if site=0
  letter.address = new char[bytes];
  //! allocated if site=1
  letter.body = static_cast<char*>(std::malloc($length));
  //! allocated if site=2
  letter.widths = new std::size_t[2];
  std::snprintf(letter.address, bytes, "To %s", name);
  return letter;
}

//! and
std::size_t fill(Letter& letter, const char* name) {
  std::snprintf(letter.body, $length, "%s %s,", "$greeting", name);
  letter.widths[0] = std::strlen(letter.address);
  letter.widths[1] = std::strlen(letter.body);
  return letter.widths[0] + letter.widths[1];
}

//! and
void end_letter(Letter& letter) {
  //! when site=0 guilty
  delete letter.address;
  //! unless site=0
  delete[] letter.address;
  //! when site=1 guilty
  delete[] letter.body;
  //! unless site=1
  std::free(letter.body);
  //! when site=2 guilty
  std::free(letter.widths);
  //! unless site=2
  delete[] letter.widths;
  letter = Letter{};
}

//! end
int main() {
  std::size_t characters = 0;
  for (const char* name : readers) {
    Letter letter = begin_letter(name);
    characters += fill(letter, name);
    end_letter(letter);
  }
  std::printf("%zu characters\n", characters);
}
