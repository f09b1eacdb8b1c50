// clang-format off
// Makes a picture smaller, or turns it, with four bytes for each pixel.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

struct Header {  // as it stands in the file
  std::uint16_t width;
  std::uint16_t height;
};

//! shuffle
unsigned char* blank(Header header, unsigned char shade) {
  //! when site=0
  const std::uint16_t bytes = header.width * header.height * 4;
  //! unless site=0
  const std::size_t bytes = std::size_t{4} * header.width * header.height;
  //! allocated if site=0
  auto* const pixels = static_cast<unsigned char*>(std::malloc(bytes));
  for (std::size_t row = 0; row < header.height; ++row) {
    const std::size_t begin = row * header.width * 4;
    //! guilty if site=0
    std::memset(pixels + begin, shade, std::size_t{4} * header.width);
  }
  return pixels;
}

//! and
unsigned char* turned(Header header, const unsigned char* from) {
  //! when site=1
  const std::uint16_t bytes = 4 * header.height * header.width;
  //! unless site=1
  const std::size_t bytes = std::size_t{4} * header.height * header.width;
  //! allocated if site=1
  auto* const pixels = static_cast<unsigned char*>(std::malloc(bytes));
  for (std::size_t row = 0; row < header.height; ++row) {
    for (std::size_t column = 0; column < header.width; ++column) {
      const std::size_t to = column * header.height + header.height - 1 - row;
      const unsigned char* pixel = from + 4 * (row * header.width + column);
      //! guilty if site=1
      std::memcpy(pixels + 4 * to, pixel, 4);
    }
  }
  return pixels;
}

//! and
unsigned long sum_of(const unsigned char* pixels, std::size_t bytes) {
  unsigned long sum = 0;
  for (std::size_t at = 0; at < bytes; at += $step) sum += pixels[at];
  return sum;
}

//! end
int main() {
  const Header header{$width, $height};
  unsigned char* const picture = blank(header, $shade);
  unsigned char* const other = turned(header, picture);
  std::printf("%lu\n", sum_of(other, 4096));
  std::free(other);
  std::free(picture);
}
