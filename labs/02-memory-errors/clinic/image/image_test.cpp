#include "image.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "clinic/support.hpp"

namespace {

using image::free_image;
using image::Image;

using Picture = std::unique_ptr<Image, decltype(&free_image)>;

Picture read(std::string_view text) {
  return {image::read_pgm(text), free_image};
}

Picture read_file(std::string_view name) {
  std::ifstream file(clinic::input(name));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return read(text);
}

TEST(Works, ReadsAFile) {
  const Picture star = read_file("star.pgm");
  ASSERT_NE(star, nullptr);
  EXPECT_EQ(star->width, 6u);
  EXPECT_EQ(star->height, 4u);
  EXPECT_EQ(star->pixels[0], 3);
  EXPECT_EQ(star->pixels[2 * 6 + 2], 255);
}

TEST(Works, MissingPixelsAreBlack) {
  const Picture picture = read("P2 2 2 255 7 8 9");
  ASSERT_NE(picture, nullptr);
  EXPECT_EQ(picture->pixels[2], 9);
  EXPECT_EQ(picture->pixels[3], 0);
}

TEST(Works, RefusesWhatIsNoPicture) {
  EXPECT_EQ(read("P5 2 2 255 1 2 3 4"), nullptr);
  EXPECT_EQ(read("P2 2 x 255"), nullptr);
  EXPECT_EQ(read("P2 0 7 255"), nullptr);
  EXPECT_EQ(read("P2 2 2 9 1 2 10 4"), nullptr);
  EXPECT_EQ(read("P2 20000 20000 255 1 2 3"), nullptr);
}

TEST(Works, ShadesOfASquare) {
  const Picture square = read_file("square.pgm");
  ASSERT_NE(square, nullptr);
  const auto counts = image::count_shades(*square);
  EXPECT_EQ(counts[0], 4u);
  EXPECT_EQ(counts[1], 4u);
  EXPECT_EQ(counts[9], 1u);
}

TEST(Works, Enlarges) {
  const Picture small = read("P2 2 1 255 4 5");
  const Picture large(image::enlarge(*small, 3), free_image);
  ASSERT_NE(large, nullptr);
  EXPECT_EQ(large->width, 6u);
  EXPECT_EQ(large->height, 3u);
  EXPECT_EQ(large->pixels[2 * 6 + 2], 4);
  EXPECT_EQ(large->pixels[2 * 6 + 3], 5);
  EXPECT_EQ(image::enlarge(*small, 0), nullptr);
  EXPECT_EQ(image::enlarge(*small, image::max_factor + 1), nullptr);
}

TEST(Brightest, TheColumnOfTheStar) {
  const Picture star = read_file("star.pgm");
  ASSERT_NE(star, nullptr);
  EXPECT_EQ(image::brightest_column(*star), 2u);
}

TEST(HugeHeader, IsRefused) { EXPECT_EQ(read_file("hostile.pgm"), nullptr); }

TEST(Shades, OfAWidePicture) {
  const Picture star = read_file("star.pgm");
  ASSERT_NE(star, nullptr);
  const auto counts = image::count_shades(*star);
  EXPECT_EQ(counts[4], 6u);
  EXPECT_EQ(counts[255], 1u);
  EXPECT_EQ(counts[0], 0u);
}

TEST(Enlarged, TooLarge) {
  const Picture map(image::make_image(200, 200), free_image);
  ASSERT_NE(map, nullptr);
  EXPECT_EQ(image::enlarge(*map, 16), nullptr);
}

}  // namespace
