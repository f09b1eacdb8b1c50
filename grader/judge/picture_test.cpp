#include "judge/picture.hpp"

#include <gtest/gtest.h>

#include "judge/pattern.hpp"
#include "trace/read.hpp"

namespace heaplab::judge {
namespace {

constexpr std::uint64_t base = 0x200000000000;

class Picture : public testing::Test {
 protected:
  Picture()
      : memory_(256),
        view_{memory_.data(), base, 160, 16},
        trace_(trace::parse_trace("a 7 32\na 9 20\nf 7\nf 9\n", "p.trace")),
        payloads_(2) {
    payloads_.add(0, payload(base + 32, 32));
    payloads_.add(1, payload(base + 96, 20));
  }

  static Payload payload(std::uint64_t address, std::uint64_t bytes) {
    Payload result;
    result.address = address;
    result.bytes = bytes;
    result.tag = 1;
    return result;
  }

  std::vector<std::byte> memory_;
  HeapView view_;
  trace::Trace trace_;
  Payloads payloads_;
};

TEST_F(Picture, ShowsPayloadsAndWhatIsBetween) {
  EXPECT_EQ(draw_payloads(view_, payloads_, trace_, base + 100),
            "  offset        bytes  what\n"
            "  0x00000000       16  allocator object\n"
            "  0x00000010       16  no live payload\n"
            "  0x00000020       32  payload of block 7\n"
            "  0x00000040       32  no live payload\n"
            "> 0x00000060       20  payload of block 9\n"
            "  0x00000074       44  no live payload\n"
            "  0x000000a0        0  end of the heap\n");
}

TEST_F(Picture, ShowsTheRowsAroundTheFocusOnly) {
  std::vector<player::BlockRecord> blocks;
  for (std::uint64_t k = 0; k < 20; ++k)
    blocks.push_back({base + 32 * k, 32, base + 32 * k + 8, 24, k % 2});
  const std::string text = draw_blocks(view_, blocks, base + 10 * 32 + 5);
  EXPECT_EQ(text.substr(0, text.find("0x000000c0")),
            "  offset        bytes  what\n"
            "  … 5 more below\n"
            "  0x000000a0       32  allocated, payload 24 at "
            "0x2000000000a8 (8 bytes past the heap's end)\n  ");
  EXPECT_NE(text.find("\n> 0x00000140       32  free, payload 24\n"),
            std::string::npos);
  EXPECT_TRUE(text.ends_with("  … 4 more above\n"));
}

TEST_F(Picture, SaysWhenWalkShowsNothing) {
  EXPECT_EQ(draw_blocks(view_, {}, base), "  walk() shows no block\n");
}

TEST_F(Picture, MarksTheBytesThatChanged) {
  auto* bytes = memory_.data() + 96;
  fill_pattern(bytes, 20, 1);
  for (const std::size_t k : {17u, 19u}) bytes[k] = std::byte{0};
  const auto byte = [](std::size_t k) {
    char text[4];
    std::snprintf(text, sizeof text, " %02x",
                  static_cast<unsigned>(pattern_byte(k, 1)));
    return std::string(text);
  };
  EXPECT_EQ(draw_bytes(view_, payload(base + 96, 20), 17),
            "  bytes 16 to 19 of the payload\n"
            "  expected" +
                byte(16) + byte(17) + byte(18) + byte(19) +
                "\n"
                "  found   " +
                byte(16) + " 00" + byte(18) +
                " 00\n"
                "              ^^    ^^\n");
}

TEST_F(Picture, NamesPlaces) {
  EXPECT_EQ(place(view_, base + 0x40), "heap+0x40");
  EXPECT_EQ(place(view_, base + 160), "heap+0xa0");
  EXPECT_EQ(place(view_, base + 161),
            "0x2000000000a1 (1 bytes past the heap's end)");
  EXPECT_EQ(place(view_, 16), "0x10 (below the heap)");
}

}  // namespace
}  // namespace heaplab::judge
