#include "judge/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "judge/peer_footprint.hpp"
#include "trace/generate.hpp"
#include "trace/read.hpp"

namespace heaplab::judge {
namespace {

using testing::HasSubstr;

Submission peer(const std::string& name) {
  return {std::filesystem::path(HEAPLAB_PEERS) / ("peer-" + name + ".so"),
          name};
}

std::vector<Contender> contenders(const std::string& hostile) {
  return {{peer("empty")},
          {hostile_submission(hostile)},
          {peer("glibc"), /*trusted=*/true}};
}

trace::Trace balanced_trace() {
  return trace::balanced_prefix(timed_trace(false), 10000);
}

CompareOptions quick() {
  CompareOptions options;
  options.rounds = 2;
  options.executions = 2;
  return options;
}

TEST(Compare, GivesEachATime) {
  const auto speeds =
      compare(balanced_trace(), contenders("nothing_wrong"), quick());
  ASSERT_EQ(speeds.size(), 3u);
  for (const Speed& speed : speeds) {
    EXPECT_EQ(speed.failure, "");
    EXPECT_FALSE(speed.stopped);
    EXPECT_GT(speed.ns_per_operation, 0);
  }
}

TEST(Compare, WhoEndsIsLeftOutAndTheOthersGoOn) {
  const auto speeds =
      compare(balanced_trace(), contenders("crashes_when_timed"), quick());
  EXPECT_GT(speeds[0].ns_per_operation, 0);
  EXPECT_EQ(speeds[1].ns_per_operation, 0);
  EXPECT_THAT(speeds[1].failure, HasSubstr("SIG"));
  EXPECT_GT(speeds[2].ns_per_operation, 0);
}

TEST(Compare, WhoRefusesHasNoTime) {
  const auto trace =
      trace::parse_trace("a 0 16\na 1 99999999\nf 0\nf 1\n", "large.trace");
  const auto speeds = compare(trace, contenders("nothing_wrong"), quick());
  EXPECT_EQ(speeds[1].failure, "it refused operation 2: a 1 99999999");
  EXPECT_EQ(speeds[1].ns_per_operation, 0);
  EXPECT_EQ(speeds[2].failure, "");
}

TEST(Compare, WhoLacksAFunctionHasNoTime) {
  const auto trace =
      trace::parse_trace("a 0 16\nm 1 64 16\nf 0\nf 1\n", "aligned.trace");
  const auto speeds = compare(trace, contenders("nothing_wrong"), quick());
  EXPECT_EQ(speeds[1].failure, "it has no function for operation 2: m 1 64 16");
  EXPECT_EQ(speeds[2].failure, "");
}

TEST(Compare, WhoIsHopelessIsStopped) {
  CompareOptions options = quick();
  options.hopeless_ns = 1;
  const auto speeds =
      compare(balanced_trace(), contenders("nothing_wrong"), options);
  for (const Speed& speed : speeds) {
    EXPECT_TRUE(speed.stopped);
    EXPECT_GT(speed.ns_per_operation, 0);
  }
}

TEST(Compare, WhoHasUsedUpItsTimeStillGetsTwoRounds) {
  CompareOptions options = quick();
  options.rounds = 5;
  options.budget_ns = 1;
  const auto speeds =
      compare(balanced_trace(), contenders("nothing_wrong"), options);
  for (const Speed& speed : speeds) EXPECT_GT(speed.ns_per_operation, 0);
}

TEST(LoadFailure, IsInTheLoadersWords) {
  EXPECT_EQ(load_failure({peer("glibc"), true}), "");
  EXPECT_THAT(load_failure({hostile_submission("no_submission")}),
              HasSubstr("HEAPLAB_SUBMISSION"));
  EXPECT_THAT(load_failure({{"/proc/self/exe", "itself"}, true}),
              HasSubstr("executable"));
}

// Mapped and unmapped by the C library: exact to a few pages.
TEST(PeerFootprint, FollowsTheKernelsAccount) {
  constexpr std::uint64_t bytes = 4u << 20;
  constexpr std::uint64_t few_pages = 64u << 10;
  const auto trace =
      trace::parse_trace("a 0 4194304\na 1 64\nf 0\nf 1\n", "block.trace");
  const PeerFootprint footprint = peer_footprint(trace, peer("glibc"));
  EXPECT_EQ(footprint.failure, "");
  EXPECT_GE(footprint.peak_footprint_bytes, bytes);
  EXPECT_LE(footprint.peak_footprint_bytes, bytes + few_pages);
  EXPECT_LE(footprint.end_footprint_bytes, few_pages);
  EXPECT_GT(footprint.peak_utilization, 0.98);
  EXPECT_LE(footprint.peak_utilization, 1);
  EXPECT_GT(footprint.average_utilization, 0.9);
}

TEST(PeerFootprint, IsNotTakenOfWhatNoMachineShouldFill) {
  const auto trace =
      trace::parse_trace("a 0 9999999999\nf 0\n", "gigabytes.trace");
  EXPECT_EQ(peer_footprint(trace, peer("glibc")).failure,
            "its payloads are too large to fill them");
}

}  // namespace
}  // namespace heaplab::judge
