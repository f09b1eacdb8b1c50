#include "trace/live_blocks.hpp"

#include <gtest/gtest.h>

#include "trace/nearest.hpp"
#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

using Slots = std::vector<std::uint32_t>;

LiveBlocks after(const std::string& body) {
  LiveBlocks live;
  const Trace trace = parse_trace("points: 1\n" + body, "t.trace");
  for (const Operation& operation : trace.operations) live.apply(operation);
  return live;
}

TEST(LiveBlocks, CountsBlocksAndBytes) {
  const LiveBlocks live = after("a 0 10\nc 1 20\nm 2 64 40\nr 1 5\nf 0\n");
  EXPECT_EQ(live.count(), 2U);
  EXPECT_EQ(live.bytes(), 45U);
  EXPECT_EQ(live.time(), 5U);
  EXPECT_EQ(live.ended(), Slots{0});
}

TEST(LiveBlocks, ReallocationToZeroEnds) {
  const LiveBlocks live = after("a 0 10\nr 0 0\n");
  EXPECT_EQ(live.count(), 0U);
  EXPECT_EQ(live.block(0).state, BlockState::freed);
}

TEST(LiveBlocks, ReleaseEndsWhatCameSinceTheMark) {
  const LiveBlocks live =
      after("a 0 1\nmark 0\na 1 1\na 2 1\nf 1\nrelease 0\n");
  EXPECT_EQ(live.youngest_first(), Slots{0});
  EXPECT_EQ(live.ended(), Slots{2});
  EXPECT_EQ(live.block(1).state, BlockState::freed);
  EXPECT_EQ(live.block(2).state, BlockState::released);
}

TEST(LiveBlocks, ReleaseEndsWhatWasReallocatedSinceTheMark) {
  const LiveBlocks live = after("a 0 1\na 1 1\nmark 0\nr 0 9\nrelease 0\n");
  EXPECT_EQ(live.youngest_first(), Slots{1});
}

TEST(LiveBlocks, ReleaseKeepsABlockReallocatedBeforeTheMark) {
  const LiveBlocks live =
      after("mark 0\na 0 1\nmark 1\nr 0 9\nmark 2\na 1 1\nrelease 2\n");
  EXPECT_EQ(live.youngest_first(), Slots{0});
  EXPECT_TRUE(live.is_marked(1));
}

TEST(LiveBlocks, AMarkSetAgainMoves) {
  const LiveBlocks live = after("mark 0\na 0 1\nmark 0\na 1 1\nrelease 0\n");
  EXPECT_EQ(live.youngest_first(), Slots{0});
}

TEST(LiveBlocks, AMarkSetAgainLaterFallsWithAnEarlierOne) {
  const LiveBlocks live = after("mark 0\nmark 1\nmark 0\na 0 1\nrelease 1\n");
  EXPECT_EQ(live.count(), 0U);
  EXPECT_FALSE(live.is_marked(0));
  EXPECT_TRUE(live.is_marked(1));
}

TEST(LiveBlocks, ReleasesAgain) {
  const LiveBlocks live =
      after("mark 0\na 0 1\nrelease 0\na 0 1\na 1 1\nrelease 0\n");
  EXPECT_EQ(live.count(), 0U);
  EXPECT_EQ(live.ended(), (Slots{1, 0}));
}

TEST(LiveBlocks, YoungestFirst) {
  EXPECT_EQ(after("a 0 1\na 1 1\na 2 1\nr 0 2\n").youngest_first(),
            (Slots{0, 2, 1}));
}

TEST(Nearest, FindsTheFewestEdits) {
  const std::vector<std::string_view> known = {"title", "points", "hint"};
  EXPECT_EQ(nearest("hnit", known), "hint");
  EXPECT_EQ(nearest("Points", known), "points");
  EXPECT_EQ(nearest("tite", known), "title");
  EXPECT_EQ(nearest("xyz", known), "");
  EXPECT_EQ(nearest(std::string(5000, 'x'), known), "");
}

}  // namespace
}  // namespace heaplab::trace
