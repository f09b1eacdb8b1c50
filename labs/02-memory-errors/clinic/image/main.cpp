// image FILE         what the night watch wants to know of a picture
// image FILE FACTOR  the picture, enlarged, as a PGM text
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "image.hpp"

namespace {

void describe(const image::Image& picture) {
  std::printf("%u x %u pixels\n", picture.width, picture.height);
  std::printf("brightest column: %u\n", image::brightest_column(picture));
  const auto counts = image::count_shades(picture);
  for (std::size_t shade = 0; shade < counts.size(); ++shade) {
    if (counts[shade] != 0) {
      std::printf("%3zu: %u\n", shade, counts[shade]);
    }
  }
}

void print(const image::Image& picture) {
  std::printf("P2\n%u %u\n255\n", picture.width, picture.height);
  for (std::uint32_t y = 0; y < picture.height; ++y) {
    for (std::uint32_t x = 0; x < picture.width; ++x) {
      const std::size_t offset = std::size_t{y} * picture.width + x;
      std::printf("%s%u", x == 0 ? "" : " ", picture.pixels[offset]);
    }
    std::printf("\n");
  }
}

int print_enlarged(const image::Image& picture, const char* factor) {
  const unsigned long times = std::strtoul(factor, nullptr, 10);
  image::Image* large =
      image::enlarge(picture, static_cast<std::uint32_t>(times));
  if (large == nullptr) {
    std::fprintf(stderr, "image: that would be too large\n");
    return 1;
  }
  print(*large);
  image::free_image(large);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: image FILE [FACTOR]\n");
    return 2;
  }
  std::ifstream file(argv[1]);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  image::Image* picture = image::read_pgm(text);
  if (picture == nullptr) {
    std::fprintf(stderr, "image: %s is no picture\n", argv[1]);
    return 1;
  }
  int status = 0;
  if (argc > 2) {
    status = print_enlarged(*picture, argv[2]);
  } else {
    describe(*picture);
  }
  image::free_image(picture);
  return status;
}
