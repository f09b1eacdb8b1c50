#include "heaps/verify.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "heaps/test_heaps.hpp"

namespace heaplab::heaps {
namespace {

std::string found(std::string_view faults) { return defect_of(broken(faults)); }

// heap+0x8: A, 48 bytes; heap+0x38: B, 64 bytes, free; heap+0x78: C, 32 bytes;
// heap+0x98: the end.

TEST(Verify, LengthsOfBlocks) {
  EXPECT_EQ(found("set A.length 0\n"),
            "the header at heap+0x8 says 0 bytes, fewer than a block has");
  EXPECT_EQ(found("set A.length 16\n"),
            "the header at heap+0x8 says 16 bytes, fewer than a block has");
  EXPECT_EQ(found("set A.length 56\n"),
            "the header at heap+0x8 says 56 bytes, which is no multiple of 16");
  EXPECT_EQ(found("set C.length 48\n"),
            "the header at heap+0x78 says 48 bytes, more than are left");
  EXPECT_EQ(found("set A.length 18446744073709551600\n"),
            "the header at heap+0x8 says 18446744073709551600 bytes, more than "
            "are left");
}

TEST(Verify, PreviousAllocatedBits) {
  EXPECT_EQ(found("set A.previous-allocated no\n"),
            "the header of the first block, at heap+0x8, says that a free "
            "block stands before it");
  EXPECT_EQ(found("set B.previous-allocated no\n"),
            "the header at heap+0x38 says that the block before it is free; it "
            "is allocated");
  EXPECT_EQ(found("set C.previous-allocated yes\n"),
            "the header at heap+0x78 says that the block before it is "
            "allocated; it is free");
  EXPECT_EQ(found("set end.previous-allocated no\n"),
            "the header at heap+0x98 says that the block before it is free; it "
            "is allocated");
}

TEST(Verify, TheEndMarker) {
  EXPECT_EQ(found("set end.length 32\n"),
            "the end marker says 32 bytes, not 0");
  EXPECT_EQ(found("set end.allocated no\n"),
            "the end marker says that it is free");
}

TEST(Verify, FreeBlocks) {
  EXPECT_EQ(found("set B.footer 48\n"),
            "the free block at heap+0x38 has 64 bytes, and its footer says 48");
  EXPECT_EQ(found("set B.allocated yes\n"),
            "the header at heap+0x78 says that the block before it is free; it "
            "is allocated");
  EXPECT_EQ(defect_of("title: t\nclass: c\nfree A 32\nfree B 32\n"
                      "set B.previous-allocated no\n"),
            "the free block at heap+0x28 follows a free block");
}

TEST(Verify, Links) {
  EXPECT_EQ(found("unlink B\n"), "the free block at heap+0x38 is on no list");
  EXPECT_EQ(found("insert A 0\n"),
            "list 0 leads to heap+0x8, where no free block begins");
  EXPECT_EQ(found("set head.1 B+16\n"),
            "list 1 leads to heap+0x48, where no free block begins");
  EXPECT_EQ(found("set B.next end+8\n"),
            "list 1 leads to 0x2000000000a0, outside the heap, where no free "
            "block begins");
  EXPECT_EQ(found("set B.next B\n"),
            "list 1 comes to the block at heap+0x38 twice");
  EXPECT_EQ(found("set B.previous A\n"),
            "the previous link of the free block at heap+0x38 is heap+0x8, not "
            "null");
  EXPECT_EQ(found("unlink B\ninsert B 0\n"),
            "the free block at heap+0x38 has 64 bytes and is on list 0, not 1");
  EXPECT_EQ(defect_of("title: t\nclass: c\nlists 32 64\nfree A 32\n"
                      "allocated B 32\nfree C 64\nset A.next C\n"
                      "set C.previous A\n"),
            "the free block at heap+0x48 has 64 bytes and is on list 0, not 1");
}

TEST(Verify, AnAddressThatIsNoneIsNotFollowed) {
  for (const char* address : {"1", "18446744073709551615", "begin-4096",
                              "end+1048576", "B+4", "begin-1"})
    EXPECT_NE(found("set B.next " + std::string(address) + "\n"), "sound");
}

// Free and allocated blocks of any lengths: sound, and no longer when any bit
// of a header, a link, a footer or a head is another one.
TEST(Verify, EveryBitOfTheStructureCounts) {
  const auto holds = [](const std::vector<std::uint8_t>& sizes) {
    std::string text = "title: t\nlists 32 64 256\nallocated A0 32\n";
    for (std::size_t k = 0; k < sizes.size(); ++k)
      text += (k % 2 == 0 ? "free B" : "allocated B") + std::to_string(k) +
              " " + std::to_string(32 + sizes[k] * 16) + "\n";
    const HeapFile file = parse_heap(text, "t.heap");
    const Image sound = build(file, test_base);
    std::vector<std::uint64_t> words{sound.end};
    for (const BlockLine& block : file.blocks) {
      const std::uint64_t at = sound.begin + block.offset;
      words.push_back(at);
      if (block.allocated) continue;
      words.insert(words.end(), {at + next_offset, at + previous_offset,
                                 at + block.bytes - word_bytes});
    }
    const std::uint64_t word = *rc::gen::elementOf(words);
    const int bit = *rc::gen::inRange(0, 64);
    Image broken = sound;
    broken.set_word(word, sound.word(word) ^ std::uint64_t{1} << bit);
    RC_ASSERT(!first_defect(sound));
    RC_ASSERT(first_defect(broken));
    broken = sound;
    broken.heads[sizes.size() % 3] ^= std::uint64_t{1} << bit;
    RC_ASSERT(first_defect(broken));
  };
  EXPECT_TRUE(rc::check("every bit counts", holds));
}

TEST(Verify, AFrameThatCannotBeIsADefect) {
  Image image = build(parse_heap("title: t\nfree A 32\n", "t.heap"), test_base);
  image.end += 4096;
  EXPECT_EQ(first_defect(image)->what,
            "the heap ends at 0x200000001028, outside the heap");
  image.begin += 8;
  EXPECT_EQ(first_defect(image)->what,
            "the first block is at heap+0x10, which is not 8 more than a "
            "multiple of 16");
}

}  // namespace
}  // namespace heaplab::heaps
