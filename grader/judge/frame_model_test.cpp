#include "judge/frame_model.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "trace/read.hpp"

namespace heaplab::judge {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

TEST(FrameBytes, AreAPairAndWholeSixteens) {
  EXPECT_EQ(exact_frame_bytes(0), 16u);
  EXPECT_EQ(exact_frame_bytes(1), 32u);
  EXPECT_EQ(exact_frame_bytes(16), 32u);
  EXPECT_EQ(exact_allocation_bytes(17), 32u);
  EXPECT_EQ(exact_frame_bytes(most), most);
  EXPECT_EQ(exact_frame_bytes(most - 20), most);
}

class Frames : public testing::Test {
 protected:
  // Pairs at 0x1f0, 0x1b0 with 0x20 bytes below each, and at 0x180.
  void SetUp() override {
    frames.push(7, 0x1f0, 0x401000, 0);
    frames.add_bytes(0x1d0, 0x20);
    frames.push(8, 0x1b0, 0x401010, 1);
    frames.add_bytes(0x190, 0x20);
    frames.push(9, 0x180, 0x401020, 2);
    frames.add_bytes(0x180, 0);
  }
  FrameModel frames;
};

TEST_F(Frames, PointToTheirCallers) {
  EXPECT_EQ(frames[0].saved, 0u);
  EXPECT_EQ(frames[2].saved, 0x1b0u);
  EXPECT_EQ(frames.newest_pointer(), 0x180u);
}

TEST_F(Frames, AreInUseDownToTheLowestByte) {
  EXPECT_EQ(frames.lowest(0x200), 0x180u);
  frames.pop();
  EXPECT_EQ(frames.lowest(0x200), 0x190u);
  EXPECT_EQ(FrameModel().lowest(0x200), 0x200u);
}

TEST_F(Frames, NeedTheSumOfTheirBytes) {
  EXPECT_EQ(frames.exact_bytes(), 48u + 48 + 16);
}

TEST_F(Frames, HavePairsThatBytesCanLieOver) {
  EXPECT_EQ(frames.pair_over(0x1e0, 0x10), std::nullopt);
  EXPECT_EQ(frames.pair_over(0x1e0, 0x11), 0u);
  EXPECT_EQ(frames.pair_over(0x1ff, 1), 0u);
  EXPECT_EQ(frames.pair_over(0x200, 1), std::nullopt);
  EXPECT_EQ(frames.pair_over(0x1bf, 4), 1u);
  EXPECT_EQ(frames.pair_over(0x100, 0x80), std::nullopt);
  EXPECT_EQ(frames.pair_over(0x100, 0x81), 2u);
}

TEST_F(Frames, AreFoundByCallAndByReturnAddress) {
  EXPECT_EQ(frames.find(8), 1u);
  EXPECT_EQ(frames.find(10), std::nullopt);
  EXPECT_EQ(frames.returning_to(0x401020), 2u);
  EXPECT_EQ(frames.returning_to(0x401030), std::nullopt);
}

TEST(RefusedFrames, LeaveOutWhatIsDoneInThem) {
  const auto trace = trace::parse_trace(
      "call 0 8\ncall 1 8\nalloca 2 8\ncall 3 8\nreturn\nreturn\ncall 4 8\n"
      "return\ncall 5 8\ncall 6 8\nunwind 0\nreturn\n",
      "refused.trace");
  trace::LiveBlocks blocks;
  RefusedFrames refused;
  std::vector<bool> skipped;
  for (const auto& operation : trace.operations) {
    blocks.apply(operation);
    skipped.push_back(refused.skips(operation, blocks));
    const std::uint64_t id = trace.ids[operation.slot];
    const bool call = operation.kind == trace::OperationKind::call;
    if (call && (id == 1 || id == 5)) refused.add(operation.slot);
  }
  EXPECT_EQ(skipped,
            (std::vector<bool>{false, false, true, true, true, true, false,
                               false, false, true, false, false}));
}

}  // namespace
}  // namespace heaplab::judge
