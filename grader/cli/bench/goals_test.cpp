#include "cli/bench/goals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/bench/comparison_fixture.hpp"
#include "support/error.hpp"

namespace heaplab::cli {
namespace {

using testing::HasSubstr;

std::vector<std::string> missed(const Comparison& comparison) {
  std::vector<std::string> texts;
  for (const Goal& goal : goals(comparison))
    if (!goal.met) texts.push_back(goal.text);
  return texts;
}

// With the reference of lab 6 in place of jemalloc.
Comparison with_mappings() {
  Comparison comparison = test_comparison();
  comparison.allocators.back() = test_allocator(
      "06-mmap-blocks", AllocatorKind::reference, "06-mmap-blocks");
  for (ComparedTrace& trace : comparison.traces)
    trace.results.push_back(test_measurement(10, 0.97));
  return comparison;
}

TEST(Goals, AreMetByTheFixture) {
  EXPECT_THAT(missed(test_comparison()), testing::IsEmpty());
}

TEST(Goals, AMeanThatIsTooSlowMisses) {
  Comparison comparison = test_comparison();
  comparison.traces[0].results[1].ns_per_operation = 9;
  EXPECT_THAT(missed(comparison),
              testing::ElementsAre("time / glibc's: 1.061 in the geometric "
                                   "mean; at most 1.00"));
}

TEST(Goals, OneSlowTraceMisses) {
  Comparison comparison = test_comparison();
  comparison.traces[0].results[1].ns_per_operation = 2;
  comparison.traces[1].results[1].ns_per_operation = 15.1;
  EXPECT_THAT(missed(comparison),
              testing::ElementsAre("time / glibc's: 1.510 at worst, on image; "
                                   "at most 1.50"));
}

TEST(Goals, AMeanFarBelowTheBoundMisses) {
  Comparison comparison = test_comparison();
  comparison.traces[0].results[1].bound = 0.97;
  EXPECT_THAT(missed(comparison),
              testing::ElementsAre("utilization / bound: 0.9587 in the mean; "
                                   "at least 0.965"));
}

TEST(Goals, OneTraceFarBelowGlibcMisses) {
  Comparison comparison = test_comparison();
  comparison.traces[0].results[2].peak_utilization = 0.95;
  EXPECT_THAT(missed(comparison),
              testing::ElementsAre("utilization: 0.0500 below glibc's at "
                                   "worst, on perl; at most 0.02"));
}

TEST(Goals, ATraceLeftOutMisses) {
  Comparison comparison = test_comparison();
  comparison.traces[1].results[1].outcome = Outcome::stopped;
  EXPECT_THAT(missed(comparison),
              testing::Contains("measured on 1 of 2 traces"));
}

TEST(Goals, MappedBlocksAreToRaiseTheAverage) {
  Comparison comparison = with_mappings();
  EXPECT_THAT(missed(comparison), testing::IsEmpty());
  comparison.traces[1].results[3].average_utilization = 0.4;
  EXPECT_THAT(missed(comparison),
              testing::ElementsAre(
                  "time-averaged utilization: -0.0750 above "
                  "05-explicit-list's at worst, on image with blocks of 128 "
                  "KiB and more; more than 0"));
}

TEST(Goals, MemoryThatIsKeptMisses) {
  Comparison comparison = with_mappings();
  comparison.traces[0].results[3].end_footprint_bytes = 9 << 20;  // no matter
  comparison.traces[1].results[3].end_footprint_bytes = 5 << 10;
  EXPECT_THAT(missed(comparison),
              testing::ElementsAre(
                  "footprint at the end: 3 KiB more than glibc's at worst, on "
                  "image with blocks of 128 KiB and more; at most 0"));
}

TEST(Goals, TheBonusIsMeasuredAgainstMimalloc) {
  Comparison comparison = with_mappings();
  comparison.allocators[0].name = "mimalloc";
  for (ComparedTrace& trace : comparison.traces)
    trace.results[0] = test_measurement(9, 0.9);
  comparison.allocators[3].name = bonus_name;
  comparison.traces[0].results[3].peak_utilization = 0.8;
  comparison.traces[1].results[3].peak_utilization = 0.9;
  EXPECT_THAT(missed(comparison),
              testing::ElementsAre(
                  "time / mimalloc's: 1.111 in the geometric mean; at most "
                  "1.00",
                  "utilization: 0.8500 in the mean; at least glibc's 0.8900"));
}

TEST(Goals, NeedGlibcAndSomebodyToMeasure) {
  Comparison comparison = test_comparison();
  comparison.allocators[2].name = "another";
  EXPECT_THROW(goals(comparison), InputError);
  comparison = test_comparison();
  comparison.allocators[1].lab = "04-implicit-list";
  EXPECT_THROW(goals(comparison), InputError);
}

TEST(Goals, AreToldTraceByTrace) {
  const Comparison comparison = test_comparison();
  const std::string text = goals_text(comparison, goals(comparison));
  EXPECT_THAT(text, HasSubstr("goals of 05-explicit-list\n"));
  EXPECT_THAT(text, HasSubstr("  met     time / glibc's: 1.000 in the "
                              "geometric mean; at most 1.00\n"));
  EXPECT_THAT(text, HasSubstr("  perl                        0.800    0.978"));
}

}  // namespace
}  // namespace heaplab::cli
