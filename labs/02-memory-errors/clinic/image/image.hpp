// Grey pictures, and PGM files in their readable form: the word P2, width,
// height, the brightest shade (at most 255), then the pixels row by row, all as
// decimal numbers with blanks or line ends between them. A # starts a comment
// that ends with its line.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace image {

// No picture has more pixels. The night watch's machine is small.
inline constexpr std::uint32_t max_pixels = 1u << 22;
inline constexpr std::uint32_t max_factor = 16;

// Made by one of the functions below and given back by free_image().
struct Image {
  std::uint32_t width;   // pixels, at least 1
  std::uint32_t height;  // pixels, at least 1
  std::uint8_t* pixels;  // row by row from the top, a byte each; 0 is black
};

// A black picture; nullptr without pixels, or with more than max_pixels.
Image* make_image(std::uint32_t width, std::uint32_t height);
void free_image(Image* image);  // nullptr is allowed

// The picture in a PGM text. Pixels that are missing at its end are black,
// those too many are ignored. nullptr where its header is no PGM header, or
// promises a picture that make_image() refuses, or a pixel is brighter than it
// may be.
Image* read_pgm(std::string_view text);

// The column with the greatest sum of pixels; the leftmost of several.
std::uint32_t brightest_column(const Image& image);

// How many pixels have each shade.
std::array<std::uint32_t, 256> count_shades(const Image& image);

// Each pixel as a square of `factor` times `factor` pixels. nullptr if the
// factor is not between 1 and max_factor, or the picture would have more than
// max_pixels.
Image* enlarge(const Image& image, std::uint32_t factor);

}  // namespace image
