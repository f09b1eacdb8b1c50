#include "cli/bench/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/bench/comparison_fixture.hpp"

namespace heaplab::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Comparison, RatiosAreGeometricMeans) {
  const Comparison comparison = test_comparison();
  EXPECT_DOUBLE_EQ(comparison.summary(1).ns_per_operation, 10);
  EXPECT_DOUBLE_EQ(comparison.ratio(1, 2), 1);
}

TEST(Comparison, AnAllocatorIsSummedUpOverTheTracesItWasMeasuredOn) {
  Comparison comparison = test_comparison();
  comparison.traces[1].results[1].outcome = Outcome::stopped;
  EXPECT_EQ(comparison.summary(1).traces, 1u);
  EXPECT_DOUBLE_EQ(comparison.summary(1).peak_utilization, 0.9);
  EXPECT_DOUBLE_EQ(comparison.ratio(1, 2), 0.8);
}

TEST(Comparison, WhoIsSkippedIsNotFound) {
  EXPECT_EQ(test_comparison().find("glibc"), 2u);
  EXPECT_EQ(test_comparison().find("jemalloc"), std::nullopt);
}

TEST(ComparisonTable, HasALineForEachAllocator) {
  const std::string table = comparison_table(test_comparison(), false);
  EXPECT_THAT(table, HasSubstr("allocators on 2 traces, slice by slice in "
                               "turn: 9 rounds in each of 3 executions\n"));
  EXPECT_THAT(
      table,
      HasSubstr("  allocator         ns/op  /glibc   peak  average  /bound  "
                "most KiB  end KiB  traces\n"));
  EXPECT_THAT(
      table,
      HasSubstr("  empty              2.00    0.20      -        -       -    "
                "     -        -       2\n"));
  EXPECT_THAT(
      table,
      HasSubstr("  05-explicit-list  10.00    1.00  0.925    0.463   0.984    "
                "    20        4       2\n"));
  EXPECT_THAT(table, Not(HasSubstr("labs/perl.trace")));
}

TEST(ComparisonTable, SaysWhyAnAllocatorIsSkipped) {
  EXPECT_THAT(comparison_table(test_comparison(), false),
              HasSubstr("jemalloc: skipped, libjemalloc.so.2 is not installed "
                        "(package libjemalloc-dev)\n"));
}

TEST(ComparisonTable, TellsTheTracesOneByOne) {
  Comparison comparison = test_comparison();
  comparison.traces[0].results[1].outcome = Outcome::failed;
  comparison.traces[0].results[1].reason = "crash: it used address 0x0";
  const std::string table = comparison_table(comparison, true);
  EXPECT_THAT(table, HasSubstr("labs/perl.trace: 60,000 operations, 9 KiB of "
                               "payload at most\n"));
  EXPECT_THAT(table, HasSubstr("  05-explicit-list  failed\n"));
  EXPECT_THAT(table, HasSubstr("05-explicit-list on perl: failed, crash: it "
                               "used address 0x0\n"));
}

}  // namespace
}  // namespace heaplab::cli
