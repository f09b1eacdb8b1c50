// Counts words: enough templates to keep a compiler busy.
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace {

struct Word {
  std::string text;
  std::uint64_t count = 0;
};

bool is_more(const Word& one, const Word& other) {
  if (one.count != other.count) return one.count > other.count;
  return one.text < other.text;
}

}  // namespace

std::vector<std::string> most_frequent(const std::string& text,
                                       std::size_t most) {
  std::map<std::string, std::uint64_t> counts;
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      ++counts[std::move(word)];
      word.clear();
    }
  }
  std::vector<Word> words;
  for (const auto& [key, count] : counts) words.push_back({key, count});
  std::sort(words.begin(), words.end(), is_more);
  words.resize(std::min(words.size(), most));
  std::vector<std::string> names;
  for (Word& one : words) names.push_back(std::move(one.text));
  return names;
}
