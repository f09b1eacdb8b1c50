#include "notes.hpp"

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace notes {

std::string shout(const std::string& text) {
  std::string loud = text;
  for (char& c : loud)
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return loud;
}

char* copy(const char* text) {
  const std::size_t bytes = std::strlen(text) + 1;
  char* const copied = static_cast<char*>(std::malloc(bytes));
  std::memcpy(copied, text, std::strlen(text) + 1);
  return copied;
}

std::string first_line(const char* path) {
  std::FILE* const file = std::fopen(path, "r");
  char line[80];
  const bool found = std::fgets(line, sizeof line, file) != nullptr;
  std::fclose(file);
  return found ? line : "";
}

std::string praise(int number) {
  return "note " + std::to_string(number) + " is good";
}

}  // namespace notes
