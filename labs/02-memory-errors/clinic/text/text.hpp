// A string class: characters in a block of its own, always followed by a NUL.
#pragma once

#include <cstddef>
#include <string_view>

namespace text {

class Text {
 public:
  Text() = default;
  Text(std::string_view characters);  // implicit, as with std::string
  Text(const Text& other);
  Text(Text&& other) noexcept;  // other is empty afterwards
  ~Text();

  Text& operator=(const Text& other);
  Text& operator=(Text&& other) noexcept;  // other is empty afterwards
  Text& operator=(std::string_view characters);

  std::size_t size() const { return size_; }  // without the NUL
  std::string_view view() const { return {c_str(), size_}; }
  const char* c_str() const { return bytes_ == nullptr ? "" : bytes_; }

  // `characters` may be a part of this text.
  Text& append(std::string_view characters);

  // Puts `to` in the place of each `from`, from left to right; what was put
  // there is not searched again. Returns how many there were; 0 if `from` is
  // empty. Neither may be a part of this text.
  std::size_t replace_all(std::string_view from, std::string_view to);

  void swap(Text& other) noexcept;

 private:
  char* bytes_ = nullptr;  // size_ + 1 of them, from new[]; nullptr: none
  std::size_t size_ = 0;
};

}  // namespace text
