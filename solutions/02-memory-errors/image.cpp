// Grey pictures. An image and its pixels are two blocks, from std::malloc() and
// std::calloc().
#include "image.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <optional>

namespace image {
namespace {

std::size_t offset(const Image& image, std::uint32_t x, std::uint32_t y) {
  return std::size_t{y} * image.width + x;
}

// Reads a PGM text word by word.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  // Empty at the end of the text.
  std::string_view next() {
    skip_blanks_and_comments();
    const std::size_t end = text_.find_first_of(" \t\r\n#");
    const std::string_view word = text_.substr(0, end);
    text_.remove_prefix(word.size());
    return word;
  }

  std::optional<std::uint32_t> next_number() {
    const std::string_view word = next();
    std::uint32_t number = 0;
    const char* end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, number);
    if (error != std::errc() || stop != end) {
      return std::nullopt;
    }
    return number;
  }

  bool at_end() {
    skip_blanks_and_comments();
    return text_.empty();
  }

 private:
  void skip_blanks_and_comments() {
    while (!text_.empty()) {
      if (text_.front() == '#') {
        text_.remove_prefix(std::min(text_.find('\n'), text_.size()));
      } else if (blanks.find(text_.front()) != blanks.npos) {
        text_.remove_prefix(1);
      } else {
        return;
      }
    }
  }

  static constexpr std::string_view blanks = " \t\r\n";
  std::string_view text_;
};

struct Header {
  std::uint32_t width;
  std::uint32_t height;
  std::uint32_t brightest;
};

std::optional<Header> read_header(Words& words) {
  if (words.next() != "P2") {
    return std::nullopt;
  }
  const auto width = words.next_number();
  const auto height = words.next_number();
  const auto brightest = words.next_number();
  if (!width || !height || !brightest || *brightest > 255) {
    return std::nullopt;
  }
  return Header{*width, *height, *brightest};
}

// Reads pixels until the picture is full or the text ends; false if one is no
// number, or brighter than it may be.
bool read_pixels(Words& words, std::uint32_t brightest, Image& image) {
  for (std::uint32_t y = 0; y < image.height; ++y) {
    for (std::uint32_t x = 0; x < image.width; ++x) {
      if (words.at_end()) {
        return true;
      }
      const auto shade = words.next_number();
      if (!shade || *shade > brightest) {
        return false;
      }
      image.pixels[offset(image, x, y)] = static_cast<std::uint8_t>(*shade);
    }
  }
  return true;
}

}  // namespace

Image* make_image(std::uint32_t width, std::uint32_t height) {
  // [solution
  const std::uint64_t pixels = std::uint64_t{width} * height;
  // solution]
  // [starter
  // const std::uint32_t pixels = width * height;
  // starter]
  if (pixels == 0 || pixels > max_pixels) {
    return nullptr;
  }
  auto* image = static_cast<Image*>(std::malloc(sizeof(Image)));
  auto* bytes = static_cast<std::uint8_t*>(std::calloc(pixels, 1));
  if (image == nullptr || bytes == nullptr) {
    std::free(image);
    std::free(bytes);
    return nullptr;
  }
  *image = {width, height, bytes};
  return image;
}

void free_image(Image* image) {
  if (image != nullptr) {
    std::free(image->pixels);
    std::free(image);
  }
}

Image* read_pgm(std::string_view text) {
  Words words(text);
  const auto header = read_header(words);
  Image* image = header ? make_image(header->width, header->height) : nullptr;
  if (image != nullptr && !read_pixels(words, header->brightest, *image)) {
    free_image(image);
    return nullptr;
  }
  return image;
}

std::uint32_t brightest_column(const Image& image) {
  using Sum = std::uint32_t;
  // [solution
  const auto sums = std::make_unique<Sum[]>(image.width);
  // solution]
  // [starter
  // const std::unique_ptr<Sum[]> sums(new Sum[image.width]);
  // starter]
  for (std::uint32_t y = 0; y < image.height; ++y) {
    for (std::uint32_t x = 0; x < image.width; ++x) {
      sums[x] += image.pixels[offset(image, x, y)];
    }
  }
  std::uint32_t brightest = 0;
  for (std::uint32_t x = 1; x < image.width; ++x) {
    if (sums[x] > sums[brightest]) {
      brightest = x;
    }
  }
  return brightest;
}

std::array<std::uint32_t, 256> count_shades(const Image& image) {
  std::array<std::uint32_t, 256> counts{};
  for (std::uint32_t y = 0; y < image.height; ++y) {
    for (std::uint32_t x = 0; x < image.width; ++x) {
      // [solution
      ++counts[image.pixels[offset(image, x, y)]];
      // solution]
      // [starter
      // ++counts[image.pixels[offset(image, y, x)]];
      // starter]
    }
  }
  return counts;
}

Image* enlarge(const Image& image, std::uint32_t factor) {
  if (factor == 0 || factor > max_factor) {
    return nullptr;
  }
  Image* large = make_image(image.width * factor, image.height * factor);
  // [solution
  if (large == nullptr) {
    return nullptr;
  }
  // solution]
  for (std::uint32_t y = 0; y < large->height; ++y) {
    for (std::uint32_t x = 0; x < large->width; ++x) {
      large->pixels[offset(*large, x, y)] =
          image.pixels[offset(image, x / factor, y / factor)];
    }
  }
  return large;
}

}  // namespace image
