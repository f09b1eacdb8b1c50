// Mappings in lockstep: what is expected of them, and what findings say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"

namespace heaplab::judge {
namespace {

using testing::HasSubstr;

Replay replay_of(const std::string& operations,
                 const char* name = "maps_large_blocks") {
  return replay(trace::parse_trace("title: by hand\n" + operations, "by.trace"),
                hostile_submission(name), mapping_limits());
}

std::string unmet(const std::string& operations) {
  const Replay replayed = replay_of(operations);
  if (!replayed.finding) return "none";
  EXPECT_EQ(replayed.finding->kind, FindingKind::expectation_failed);
  return replayed.finding->expected + " / " + replayed.finding->actual;
}

TEST(MappingsExpected, AreCounted) {
  EXPECT_EQ(unmet("a 0 100000\na 1 10\nexpect mappings 1\nf 0\n"
                  "expect mappings 0\n"),
            "none");
  EXPECT_EQ(unmet("a 0 100000\nexpect mappings 2\n"),
            "2 mappings / there is 1");
  EXPECT_EQ(unmet("a 0 10\nexpect mappings 1\n"), "1 mapping / there are 0");
}

TEST(MappingsExpected, HaveSoManyBytesAtTheMost) {
  EXPECT_EQ(unmet("a 0 100000\nexpect mapped_bytes 102400\n"), "none");
  EXPECT_EQ(unmet("a 0 100000\nexpect mapped_bytes 102399\n"),
            "at most 102399 bytes in mappings / 102400 bytes are mapped");
}

TEST(MappingsExpected, CountInTheFootprint) {
  EXPECT_EQ(unmet("a 0 100000\na 1 100\nexpect footprint 102544\nf 0\n"
                  "expect footprint 144\n"),
            "none");
  EXPECT_EQ(unmet("a 0 100000\na 1 100\nexpect footprint 102000\n"),
            "a footprint of at most 102000 bytes / the heap is 144 bytes long, "
            "and 102400 bytes are mapped");
}

TEST(Footprint, IsOfHeapAndMappingsTogether) {
  const Replay replayed =
      replay_of("a 0 100000\na 1 100\na 2 100000\nf 0\nf 2\n");
  ASSERT_TRUE(replayed.correct);
  EXPECT_EQ(replayed.peak_footprint_bytes, 2 * 102400u + 144);
  EXPECT_EQ(replayed.peak_heap_bytes, 144u);
  EXPECT_EQ(replayed.final_footprint_bytes, 144u);
  // 16 is the allocator; the sums are over five operations.
  EXPECT_DOUBLE_EQ(replayed.average_utilization,
                   (100000.0 + 100100 + 200100 + 100100 + 100) /
                       (102416.0 + 102544 + 204944 + 102544 + 144));
}

TEST(SystemCalls, AreCountedWithThePagesThatTheyBring) {
  const Replay replayed = replay_of("a 0 100000\nr 0 200000\nf 0\na 1 100\n");
  ASSERT_TRUE(replayed.correct);
  // grow() for the allocator and for block 1; map(), remap(), unmap().
  EXPECT_EQ(replayed.system_calls, 5u);
  EXPECT_EQ(replayed.system_pages, 1u + 49);
  EXPECT_EQ(replayed.mapping_calls.size(), 3u);
}

TEST(Gigabytes, TakeLittleTimeAndMemory) {
  const Replay replayed = replay_of(
      "a 0 8589934000\na 1 1073741824\nr 1 3221225472\nf 0\nc 2 "
      "4294967296\nf 1\nf 2\n");
  EXPECT_TRUE(replayed.correct) << replayed.finding->actual;
}

TEST(Refused, WhileThereIsRoomForAMapping) {
  const Replay replayed =
      replay_of("a 0 100000\na 1 3000000\n", "refuses_large_blocks");
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->kind, FindingKind::refused_while_free);
  EXPECT_EQ(replayed.finding->operation, "a 1 3000000");
  EXPECT_EQ(replayed.finding->expected,
            "3000000 bytes: another 17179766784 bytes can be mapped");
}

TEST(Refused, BeyondTheLimitIsRight) {
  const Replay replayed = replay_of(
      "map-limit: 64 KiB\na 0 65520\nexpect granted 0\na 1 2000000\n"
      "expect refused 1\n");
  EXPECT_TRUE(replayed.correct) << replayed.finding->actual;
}

std::string output_of(const char* name) {
  return replay_of("a 0 100000\nr 0 200000\nf 0\n", name).output;
}

TEST(WrongUse, IsSaidInWords) {
  EXPECT_EQ(
      output_of("remaps_a_wrong_size"),
      "Heap::remap(address, bytes, new_bytes): bytes: expected a multiple "
      "of 4096 bytes and not 0, found 100000\n");
  EXPECT_THAT(
      output_of("unmaps_the_middle"),
      HasSubstr(", 4096): expected a mapping, or pages at the beginning "
                "or the end of one; the mapping there begins 4096 "
                "bytes before it and is 200704 bytes long\n"));
}

TEST(MappingPicture, ShowsMappingsAfterTheHeap) {
  const Replay replayed =
      replay_of("a 0 100000\na 1 64\na 2 700000\n", "unmaps_a_live_payload");
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->steps.front(),
            "line 2: a 0 100000 → mapped+0x10");
  EXPECT_EQ(replayed.finding->heap,
            "  offset            bytes  what\n"
            "  0x00000000           24  allocator object\n"
            "  0x00000018           24  no live payload\n"
            "  0x00000030           64  payload of block 1\n"
            "  0x00000070            0  end of the heap\n"
            "> mapped+0x10      100000  payload of block 0, not mapped\n"
            "  mapped+0x40000   700416  a mapping\n"
            "  mapped+0x40000       16  no live payload\n"
            "  mapped+0x40010   700000  payload of block 2\n"
            "  mapped+0xeae70      400  no live payload\n");
}

}  // namespace
}  // namespace heaplab::judge
