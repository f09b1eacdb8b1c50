#include "image.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

namespace {

using image::free_image;
using image::Image;
using image::make_image;

using Picture = std::unique_ptr<Image, decltype(&free_image)>;

Picture read(std::string_view text) {
  return {image::read_pgm(text), free_image};
}

// A picture whose pixels are all of one shade.
Picture plain(std::uint32_t width, std::uint32_t height, std::uint8_t shade) {
  Picture picture(make_image(width, height), free_image);
  for (std::size_t i = 0; i < std::size_t{width} * height; ++i) {
    picture->pixels[i] = shade;
  }
  return picture;
}

TEST(Works, MakesBlackPictures) {
  const Picture picture(make_image(3, 2), free_image);
  ASSERT_NE(picture, nullptr);
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(picture->pixels[i], 0);
  }
  EXPECT_EQ(make_image(0, 5), nullptr);
  EXPECT_EQ(make_image(5, 0), nullptr);
  EXPECT_EQ(make_image(image::max_pixels, 2), nullptr);
}

TEST(Works, CommentsAndBlanks) {
  const Picture picture = read("P2#one\n\t2 # two\r\n1\n15 7#8\n9 3 # three");
  ASSERT_NE(picture, nullptr);
  EXPECT_EQ(picture->width, 2u);
  EXPECT_EQ(picture->pixels[0], 7);
  EXPECT_EQ(picture->pixels[1], 9);
}

TEST(Works, RefusesOtherTexts) {
  EXPECT_EQ(read(""), nullptr);
  EXPECT_EQ(read("P2 4"), nullptr);
  EXPECT_EQ(read("P2 2 2 256 1 2 3 4"), nullptr);
  EXPECT_EQ(read("P2 2 2 255 1 -2 3 4"), nullptr);
  EXPECT_EQ(read("P2 2 2 255 1 2 3 four"), nullptr);
  EXPECT_EQ(read("P2 99999999999 2 255"), nullptr);
}

TEST(Works, NothingToFree) { free_image(nullptr); }

TEST(Works, EnlargesByTheLargestFactor) {
  const Picture small = plain(2, 3, 6);
  const Picture large(image::enlarge(*small, image::max_factor), free_image);
  ASSERT_NE(large, nullptr);
  EXPECT_EQ(large->width, 32u);
  EXPECT_EQ(large->height, 48u);
  EXPECT_EQ(large->pixels[32 * 48 - 1], 6);
}

TEST(Brightest, TheLeftmostOfSeveral) {
  const Picture picture = read("P2 5 2 255 1 9 9 9 2 0 0 8 8 0");
  ASSERT_NE(picture, nullptr);
  EXPECT_EQ(image::brightest_column(*picture), 2u);
}

TEST(Brightest, AgainAndAgain) {
  for (std::uint32_t width = 2; width < 40; width += 9) {
    const Picture picture = plain(width, 7, 200);
    picture->pixels[width - 1] = 201;
    EXPECT_EQ(image::brightest_column(*picture), width - 1);
  }
}

TEST(HugeHeader, OtherProducts) {
  std::string pixels;
  for (int i = 0; i < 10; ++i) {
    pixels += " 200";
  }
  EXPECT_EQ(read("P2 8 536870913 255" + pixels), nullptr);
  EXPECT_EQ(read("P2 2 2147483649 255 1 2 3"), nullptr);
}

TEST(HugeHeader, WithoutPixels) {
  EXPECT_EQ(read("P2 65536 65537 255"), nullptr);
  const Picture largest(make_image(4294967295u, 4294967295u), free_image);
  EXPECT_EQ(largest, nullptr);
}

TEST(Shades, WideAndTall) {
  for (const auto& [width, height] : {std::pair(9u, 2u), std::pair(2u, 9u)}) {
    const Picture picture = plain(width, height, 77);
    picture->pixels[17] = 78;
    const auto counts = image::count_shades(*picture);
    EXPECT_EQ(counts[77], 17u);
    EXPECT_EQ(counts[78], 1u);
  }
}

TEST(Enlarged, JustTooLarge) {
  const Picture map = plain(300, 250, 1);
  EXPECT_EQ(image::enlarge(*map, 8), nullptr);
  const Picture large(image::enlarge(*map, 7), free_image);
  ASSERT_NE(large, nullptr);
  EXPECT_EQ(large->width, 2100u);
}

}  // namespace
