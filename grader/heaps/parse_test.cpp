// What a heap file becomes, and the text of every complaint about one.
#include <gtest/gtest.h>

#include "heaps/test_heaps.hpp"
#include "support/file.hpp"

namespace heaplab::heaps {
namespace {

constexpr std::string_view head = "title: t\nclass: c\n";

std::string error_in(std::string_view body) {
  return error_of(std::string(head) + std::string(body));
}

TEST(HeapFile, BlocksFollowEachOtherAndFreeOnesAreLinked) {
  const HeapFile heap = parse_heap(
      "title: three\nlists 32 64\nfree A 32\nallocated B 48\nfree C 48\n"
      "allocated D 32\norder C A\n",
      "x/three.heap");
  EXPECT_EQ(heap.name, "three");
  EXPECT_FALSE(heap.is_chaff());
  const Image image = build(heap, test_base);
  EXPECT_EQ(image.begin, test_base + 8);
  EXPECT_EQ(image.end, test_base + 8 + 160);
  EXPECT_EQ(image.word(image.begin), 32u | 2);
  EXPECT_EQ(image.word(image.begin + 32), 48u | 1);
  EXPECT_EQ(image.word(image.begin + 80), 48u | 2);
  EXPECT_EQ(image.word(image.begin + 120), 48u);
  EXPECT_EQ(image.word(image.end), 3u);
  EXPECT_EQ(image.heads[0], image.begin + 80);
  EXPECT_EQ(image.word(image.begin + 80 + next_offset), image.begin);
  EXPECT_EQ(image.word(image.begin + previous_offset), image.begin + 80);
  EXPECT_EQ(image.heads[1], 0u);
}

TEST(HeapFile, AHeapMayBeEmpty) {
  const Image image = build(parse_heap("title: empty\n", "e.heap"), test_base);
  EXPECT_EQ(image.begin, image.end);
  EXPECT_EQ(image.word(image.end), 3u);
}

TEST(HeapFile, RepeatsBlocksUnderNewNames) {
  const HeapFile heap = parse_heap(
      "title: t\nallocated A 32\nfree B 32\nrepeat 250\norder B250 B2\n",
      "t.heap");
  ASSERT_EQ(heap.blocks.size(), 500u);
  EXPECT_EQ(heap.blocks[499].name, "B250");
  EXPECT_EQ(heap.order, (std::vector<std::size_t>{499, 3}));
}

TEST(HeapFile, FillsWhatIsUnused) {
  const std::string text = "title: t\nallocated A 64\nfree B 64\n";
  const auto payload = [&](const std::string& fill) {
    const Image image = build(parse_heap(text + fill, "t.heap"), test_base);
    return image.word(image.begin + 16);
  };
  EXPECT_EQ(payload(""), 0xA5A5A5A5A5A5A5A5u);
  EXPECT_EQ(payload("fill zeros\n"), 0u);
  EXPECT_EQ(payload("fill headers\n"), 64u | 3);
}

TEST(HeapFile, WhatNobodyCanNoticeMustLookSound) {
  const std::string text =
      "title: t\nclass: c\nnoticeable: no, because it is a payload\n"
      "allocated A 48\nfree B 64\n";
  const HeapFile heap = parse_heap(text + "set A+8 0\n", "t.heap");
  EXPECT_EQ(heap.not_noticeable, "it is a payload");
  EXPECT_EQ(error_of(text + "unlink B\n"),
            "t.heap:6: expected a heap that looks sound, because it says that "
            "nobody can notice its faults, found this: the free block at "
            "heap+0x38 is on no list; remove the line \"noticeable:\"");
}

TEST(HeapErrors, AWheatThatIsBroken) {
  EXPECT_EQ(error_of("title: t\nfree A 32\nfree B 32\n"),
            "t.heap:3: expected a sound heap, found this: the free block at "
            "heap+0x28 follows a free block; correct its blocks");
}

TEST(HeapErrors, AChaffThatIsSound) {
  EXPECT_EQ(error_of(broken("set B.footer 64\n")),
            "t.heap:7: expected faults that break the heap, found it sound "
            "after all of them; correct the faults, or say why nobody can "
            "notice them: noticeable: no, because …");
}

TEST(HeapErrors, TheHeaderMustFit) {
  EXPECT_EQ(error_of("class: c\nfree A 32\nunlink A\n"),
            "t.heap:3: expected \"title:\" in the header, found none; write "
            "what the heap shows, in one line");
  EXPECT_EQ(error_of("title: t\nclass: c\nfree A 32\n"),
            "t.heap:3: expected faults in a heap with a class, found none; add "
            "some, or remove the lines \"class:\" and \"noticeable:\"");
  EXPECT_EQ(error_of("title: t\nfree A 32\nunlink A\n"),
            "t.heap:3: expected \"class:\" in the header of a heap with "
            "faults, found none; name the class of corruption");
}

TEST(HeapErrors, HeaderLines) {
  EXPECT_EQ(error_of("titel: t\n"),
            "t.heap:1:1: expected a header key, found \"titel\"\n"
            "titel: t\n"
            "^ did you mean \"title\"?");
  EXPECT_EQ(error_of("title: t\ntitle: u\n"),
            "t.heap:2:1: expected each header key once, found \"title\" again "
            "after line 1\n"
            "title: u\n"
            "^ remove one of the two lines");
  EXPECT_EQ(error_of("title:\n"),
            "t.heap:1:7: expected a value after \"title:\", found none\n"
            "title:\n"
            "      ^ write one, or remove the line");
  EXPECT_EQ(error_of("title: t\nnoticeable: no\n"),
            "t.heap:2:13: expected \"no, because …\", found \"no\"\n"
            "noticeable: no\n"
            "            ^ give the reason, or remove the line");
  EXPECT_EQ(error_of("free A 32\ntitle: t\n"),
            "t.heap:2:1: expected header lines before the heap, found "
            "\"title\" after line 1\n"
            "title: t\n"
            "^ move it above line 1");
}

TEST(HeapErrors, Lines) {
  EXPECT_EQ(error_in("alocated A 32\n"),
            "t.heap:3:1: expected a line of a heap, found \"alocated\"\n"
            "alocated A 32\n"
            "^ did you mean \"allocated\"?");
  EXPECT_EQ(error_in("free A\n"),
            "t.heap:3:7: expected \"free NAME BYTES\", found no BYTES\n"
            "free A\n"
            "      ^ write BYTES here");
  EXPECT_EQ(error_in("free A 32\nunlink A\nfree B 32\n"),
            "t.heap:5:1: expected the heap before its faults, found \"free\" "
            "after line 4\n"
            "free B 32\n"
            "^ move it above line 4");
}

TEST(HeapErrors, Blocks) {
  EXPECT_EQ(error_in("free A 40\n"),
            "t.heap:3:8: expected a block of at least 32 bytes, a multiple of "
            "16, found 40\n"
            "free A 40\n"
            "       ^ the nearest is 48; a wrong length is a fault: set "
            "NAME.length 40");
  EXPECT_EQ(error_in("free A x\n"),
            "t.heap:3:8: expected the length of a block in bytes, found "
            "\"x\"\n"
            "free A x\n"
            "       ^ write decimal digits only");
  EXPECT_EQ(error_in("free A 32\nfree A 32\n"),
            "t.heap:4:6: expected a new name, found \"A\", which line 3 has\n"
            "free A 32\n"
            "     ^ give each block another name");
  EXPECT_EQ(
      error_in("free end 32\n"),
      "t.heap:3:6: expected the name of a block, found \"end\"\n"
      "free end 32\n"
      "     ^ a letter, then letters and digits; null, begin, end and head are "
      "taken");
  EXPECT_EQ(error_in("free A 32\nallocated A2 32\nrepeat 2\n"),
            "t.heap:5:8: expected that no block is called as a copy is, found "
            "\"A2\" among them\n"
            "repeat 2\n"
            "       ^ give the blocks names without digits");
  EXPECT_EQ(error_in("repeat 2\n"),
            "t.heap:3:8: expected to repeat blocks at least 2 times, up to "
            "65536 blocks and 67108864 bytes, found 0 blocks 2 times\n"
            "repeat 2\n"
            "       ^ write it after the blocks that it repeats");
}

TEST(HeapErrors, ListsOrderAndFill) {
  EXPECT_EQ(error_in("lists\n"),
            "t.heap:3:6: expected 1 to 128 lists, found 0\n"
            "lists\n"
            "     ^ write the smallest block of each list: lists 32 64 128");
  EXPECT_EQ(error_in("lists 64\n"),
            "t.heap:3:7: expected a first list that takes the smallest block, "
            "found 64\n"
            "lists 64\n"
            "      ^ begin with 32");
  EXPECT_EQ(error_in("lists 32 64 64\n"),
            "t.heap:3:13: expected more than 64, found 64\n"
            "lists 32 64 64\n"
            "            ^ write the lists in ascending order");
  EXPECT_EQ(error_in("allocated A 32\norder A\n"),
            "t.heap:4:7: expected a free block, found \"A\", which is "
            "allocated\n"
            "order A\n"
            "      ^ to put it on a list is a fault: insert NAME LIST");
  EXPECT_EQ(
      error_in("free A 32\norder A A\n"),
      "t.heap:4:9: expected each block once, found \"A\" again\n"
      "order A A\n"
      "        ^ to put it on a second list is a fault: insert NAME LIST");
  EXPECT_EQ(error_in("fill zero\n"),
            "t.heap:3:6: expected what unused bytes hold, found \"zero\"\n"
            "fill zero\n"
            "     ^ did you mean \"zeros\"?");
}

TEST(HeapErrors, PlacesAndValues) {
  EXPECT_EQ(error_of(broken("set .length 32\n")),
            "t.heap:7:5: expected a place such as A.length, found "
            "\".length\"\n"
            "set .length 32\n"
            "    ^ write NAME.FIELD, end.FIELD, head.LIST or NAME+8");
  EXPECT_EQ(error_of(broken("set end+8 32\n")),
            "t.heap:7:5: expected an address in the heap, found \"end+8\"\n"
            "set end+8 32\n"
            "    ^ write one such as A+8, the first word of A's payload");
  EXPECT_EQ(error_of(broken("set X.length 32\n")),
            "t.heap:7:5: expected a block, found \"X\"\n"
            "set X.length 32\n"
            "    ^ name one of the blocks above");
  EXPECT_EQ(error_of(broken("set B.foot 32\n")),
            "t.heap:7:7: expected a field of a block, found \"foot\"\n"
            "set B.foot 32\n"
            "      ^ did you mean \"footer\"?");
  EXPECT_EQ(error_of(broken("set A.next null\n")),
            "t.heap:7:7: expected a field of an allocated block, found "
            "\"next\"\n"
            "set A.next null\n"
            "      ^ only free blocks have next, previous and footer");
  EXPECT_EQ(error_of(broken("set end.footer 1\n")),
            "t.heap:7:9: expected a field of the end marker, found "
            "\"footer\"\n"
            "set end.footer 1\n"
            "        ^ it has length, allocated and previous-allocated");
  EXPECT_EQ(error_of(broken("set B.length 33\n")),
            "t.heap:7:14: expected a length that leaves the two bits alone, "
            "found 33\n"
            "set B.length 33\n"
            "             ^ write a multiple of 4, such as 32");
  EXPECT_EQ(error_of(broken("set B.allocated 1\n")),
            "t.heap:7:17: expected yes or no, found \"1\"\n"
            "set B.allocated 1\n"
            "                ^ write one of the two");
  EXPECT_EQ(error_of(broken("set B.next D+8\n")),
            "t.heap:7:12: expected a block, found \"D\"\n"
            "set B.next D+8\n"
            "           ^ name one of the blocks above");
  EXPECT_EQ(error_of(broken("set head.2 B\n")),
            "t.heap:7:10: expected the number of a list, found \"2\", which is "
            "too large\n"
            "set head.2 B\n"
            "         ^ the largest is 1");
  EXPECT_EQ(error_of(broken("unlink A\n")),
            "t.heap:7:8: expected a free block, found \"A\", which is "
            "allocated\n"
            "unlink A\n"
            "       ^ an allocated block is on no list");
}

// The README's examples, in its order: a heap, and a mistake in one.
TEST(HeapReadme, ExamplesAreTaken) {
  const auto folder = std::filesystem::path(__FILE__).parent_path();
  const std::string text = read_file(folder / "README.md");
  std::vector<std::string> examples;
  for (std::size_t at = text.find("```\n"); at != text.npos;) {
    const std::size_t end = text.find("```\n", at + 4);
    examples.push_back(text.substr(at + 4, end - at - 4));
    at = text.find("```\n", end + 4);
  }
  ASSERT_EQ(examples.size(), 2u);
  EXPECT_EQ(defect_of(examples[0]),
            "the free block at heap+0x38 has 64 bytes, and its footer says 48");
  EXPECT_EQ(error_of(broken("set B.foot 48\n")) + "\n", examples[1]);
}

}  // namespace
}  // namespace heaplab::heaps
