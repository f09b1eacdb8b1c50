#include "judge/picture_image.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "heaps/heap_file.hpp"
#include "trace/printable.hpp"

namespace heaplab::judge {
namespace {

constexpr std::uint64_t base = 0x200000000000;

std::string drawn(const std::string& body, std::uint64_t focus) {
  const auto file =
      heaps::parse_heap("title: t\nclass: c\nlists 32 64\n" + body, "t.heap");
  return draw_image(heaps::build(file, base), base + focus);
}

const std::string three =
    "allocated A 48\nfree B 64\nallocated C 32\nfree D 80\n";

TEST(PictureOfAnImage, ShowsBlocksLinksAndLists) {
  EXPECT_EQ(
      drawn(three + "set B.footer 48\n", 0x38),
      "  offset        bytes  block      before it  footer     next       "
      "previous\n"
      "  0x00000008       48  allocated  allocated\n"
      "> 0x00000038       64  free       allocated  48         +0x98      "
      "null\n"
      "  0x00000078       32  allocated  free     \n"
      "  0x00000098       80  free       allocated  80         null       "
      "+0x38\n"
      "  0x000000e8        0  allocated  free       end marker\n"
      "  list 1 from 64: +0x38 → +0x98 → null\n");
}

TEST(PictureOfAnImage, EndsWhereTheHeadersDo) {
  EXPECT_EQ(
      drawn(three + "set B.length 0\nset head.0 end+64\n", 0x38),
      "  offset        bytes  block      before it  footer     next       "
      "previous\n"
      "  0x00000008       48  allocated  allocated\n"
      "> 0x00000038        0  free       allocated  the way ends here\n"
      "  list 1 from 64: +0x38 → +0x98 → null\n"
      "  list 0 from 32: outside\n");
}

TEST(PictureOfAnImage, ShowsWhereACycleCloses) {
  const std::string text = drawn(three + "set D.next B\n", 0x98);
  EXPECT_NE(text.find("  list 1 from 64: +0x38 → +0x98 → +0x38 again\n"),
            std::string::npos)
      << text;
}

TEST(PictureOfAnImage, ShowsAWindowOfALargeHeap) {
  const std::string text =
      drawn("allocated A 32\nfree B 64\nrepeat 250\nset B100.footer 0\n",
            8 + 99 * 96 + 32);
  EXPECT_NE(text.find("  … 194 more below\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  … 296 more above\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  list 1 from 64: (98 more) → +0x24e8 → +0x2548 → "
                      "+0x25a8 → (150 more)\n"),
            std::string::npos)
      << text;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(trace::printable_width(line), 76u) << line;
}

TEST(PictureOfAnImage, SaysThatListsAreEmpty) {
  const std::string text = drawn("allocated A 32\nset end.length 32\n", 0x28);
  EXPECT_NE(text.find("  every list is empty\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace heaplab::judge
