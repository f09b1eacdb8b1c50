// text LETTER PEOPLE  the letter once for each line of PEOPLE, "name|street",
// with name and street in its gaps {name} and {street}
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "text.hpp"

namespace {

std::vector<text::Text> merge(const text::Text& model, std::istream& people) {
  std::vector<text::Text> letters;
  text::Text name;
  text::Text street;
  std::string line;
  while (std::getline(people, line)) {
    const std::size_t bar = std::min(line.find('|'), line.size());
    name = std::string_view(line).substr(0, bar);
    street = std::string_view(line).substr(std::min(bar + 1, line.size()));
    text::Text letter(model);
    letter.replace_all("{name}", name.view());
    letter.replace_all("{street}", street.view());
    letters.push_back(letter);
  }
  return letters;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: text LETTER PEOPLE\n");
    return 2;
  }
  std::ifstream file(argv[1]);
  std::ifstream people(argv[2]);
  if (!file || !people) {
    std::fprintf(stderr, "text: cannot read %s\n", !file ? argv[1] : argv[2]);
    return 1;
  }
  const std::string letter{std::istreambuf_iterator<char>(file), {}};
  for (const text::Text& merged : merge(text::Text(letter), people)) {
    std::printf("%s\n", merged.c_str());
  }
}
