// views FILE            the headings, and the share of each section
// views FILE TITLE      the section with this title
// views FILE -w WORD    the lines with this word
#include <fstream>
#include <iostream>
#include <iterator>

#include "views.hpp"

namespace {

std::string read_file(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void show_overview(const views::Notes& notes) {
  for (std::size_t number = 1; number <= notes.size(); ++number) {
    std::cout << notes.heading(number) << "\n";
  }
  std::cout << "\n" << notes.shares();
}

void show_lines(const views::Notes& notes, const std::string& word) {
  for (const std::string& line : notes.search({.word = word})) {
    std::cout << line << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const views::Notes notes(
        read_file(argc > 1 ? argv[1] : "inputs/household.txt"));
    if (argc > 3) {
      show_lines(notes, argv[3]);
    } else if (argc > 2) {
      std::cout << notes.body(argv[2]) << "\n";
    } else {
      show_overview(notes);
    }
  } catch (const views::Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
