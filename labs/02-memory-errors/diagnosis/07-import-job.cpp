// clang-format off
// Imports records of goods: a name, a price and a stock, in a line each.
#include <cstdio>
#include <cstdlib>
#include <cstring>

constexpr const char* records[] = {
    //! rows 2 10 name price stock
    "$name $price $stock",
    //! end
    //! when site=0
    "$name none $stock",
    //! when site=1
    "$name $price none",
    //! when site=2
    "$name $price 0",
    //! rows 2 10 name price stock
    "$name $price $stock",
    //! end
};

char* word_from(const char*& text);
bool is_number(const char* word);

//! shuffle
char* word_from(const char*& text) {
  while (*text == ' ') ++text;
  const std::size_t bytes = std::strcspn(text, " ");
  //! unless site=2 allocated
  char* const word = static_cast<char*>(std::malloc(bytes + 1));
  //! when site=2
  char* const word = static_cast<char*>(std::malloc(bytes + 1));
  std::memcpy(word, text, bytes);
  word[bytes] = '\0';
  text += bytes;
  return word;
}

//! and
bool is_number(const char* word) {
  return std::strspn(word, "0123456789") == std::strlen(word);
}

//! and
// What it is worth; -1 for a record that is not accepted.
long take_in(const char* record) {
  //! when site=2 allocated
  char* const label = static_cast<char*>(std::malloc($label));
  //! unless site=2
  char label[$label];
  char* const name = word_from(record);
  char* const price = word_from(record);
  if (!is_number(price)) {
    //! unless site=0
    std::free(price);
    std::free(name);
    //! when site=2
    std::free(label);
    //! guilty if site=0
    return -1;
  }
  char* const stock = word_from(record);
  if (!is_number(stock)) {
    std::free(stock);
    std::free(price);
    //! unless site=1
    std::free(name);
    //! when site=2
    std::free(label);
    //! guilty if site=1
    return -1;
  }
  std::snprintf(label, $label, "%s at %s", name, price);
  const long worth = std::atol(price) * std::atol(stock);
  std::free(stock);
  std::free(price);
  std::free(name);
  //! when site=2 guilty
  if (worth == 0) return 0;
  //! unless site=2
  if (worth == 0) return 0;
  std::printf("%s: %ld\n", label, worth);
  //! when site=2
  std::free(label);
  return worth;
}

//! end
int main() {
  long sum = 0;
  for (const char* record : records) {
    const long worth = take_in(record);
    if (worth > 0) sum += worth;
  }
  std::printf("in all: %ld\n", sum);
}
