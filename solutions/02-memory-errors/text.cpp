// A string class whose characters stand in a block from new[], with a NUL
// behind them.
#include "text.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace text {
namespace {

// Copies characters to `to`; returns the place behind the copy.
char* put(char* to, std::string_view characters) {
  return std::copy(characters.begin(), characters.end(), to);
}

// Offsets into a text, in ascending order.
class Places {
 public:
  Places() = default;
  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;
  // [solution
  ~Places() { delete[] offsets_; }
  // solution]
  // [starter
  // ~Places() { delete offsets_; }
  // starter]

  void add(std::size_t offset) {
    if (count_ == capacity_) {
      grow();
    }
    offsets_[count_++] = offset;
  }

  std::size_t count() const { return count_; }
  const std::size_t* begin() const { return offsets_; }
  const std::size_t* end() const { return offsets_ + count_; }

 private:
  void grow() {
    capacity_ = capacity_ == 0 ? 4 : 2 * capacity_;
    std::size_t* offsets = new std::size_t[capacity_];
    std::copy(begin(), end(), offsets);
    delete[] offsets_;
    offsets_ = offsets;
  }

  std::size_t* offsets_ = nullptr;
  std::size_t count_ = 0;
  std::size_t capacity_ = 0;
};

void find_all(std::string_view text, std::string_view word, Places& places) {
  std::size_t at = text.find(word);
  while (at != text.npos) {
    places.add(at);
    at = text.find(word, at + word.size());
  }
}

}  // namespace

Text::Text(std::string_view characters)
    : bytes_(new char[characters.size() + 1]), size_(characters.size()) {
  *put(bytes_, characters) = '\0';
}

// [solution
Text::Text(const Text& other) : Text(other.view()) {}
// solution]
// [starter
// Text::Text(const Text& other) = default;
// starter]

Text::Text(Text&& other) noexcept { swap(other); }

Text::~Text() { delete[] bytes_; }

Text& Text::operator=(const Text& other) {
  // [solution
  // The new block first: it may be this text that is copied, and if there is no
  // memory, this text stays as it is.
  // solution]
  // [starter
  // delete[] bytes_;
  // starter]
  char* bytes = new char[other.size_ + 1];
  std::memcpy(bytes, other.c_str(), other.size_ + 1);
  // [solution
  delete[] bytes_;
  // solution]
  bytes_ = bytes;
  size_ = other.size_;
  return *this;
}

Text& Text::operator=(Text&& other) noexcept {
  Text taken(std::move(other));
  swap(taken);
  return *this;
}

Text& Text::operator=(std::string_view characters) {
  char* bytes = new char[characters.size() + 1];
  *put(bytes, characters) = '\0';
  // [solution
  delete[] bytes_;
  // solution]
  bytes_ = bytes;
  size_ = characters.size();
  return *this;
}

Text& Text::append(std::string_view characters) {
  char* bytes = new char[size_ + characters.size() + 1];
  char* end = put(put(bytes, view()), characters);
  *end = '\0';
  delete[] bytes_;
  bytes_ = bytes;
  size_ += characters.size();
  return *this;
}

std::size_t Text::replace_all(std::string_view from, std::string_view to) {
  Places places;
  if (!from.empty()) {
    find_all(view(), from, places);
  }
  if (places.count() == 0) {
    return 0;
  }
  const std::size_t size =
      size_ - places.count() * from.size() + places.count() * to.size();
  char* bytes = new char[size + 1];
  char* end = bytes;
  std::size_t done = 0;
  for (const std::size_t place : places) {
    end = put(end, view().substr(done, place - done));
    end = put(end, to);
    done = place + from.size();
  }
  end = put(end, view().substr(done));
  *end = '\0';
  delete[] bytes_;
  bytes_ = bytes;
  size_ = size;
  return places.count();
}

void Text::swap(Text& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
}

}  // namespace text
