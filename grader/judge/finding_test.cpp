#include "judge/finding.hpp"

#include <gtest/gtest.h>

#include <set>

namespace heaplab::judge {
namespace {

TEST(FindingNames, LeadToTheirKindAndBack) {
  std::set<std::string_view> names;
  for (const FindingKind kind : all_finding_kinds()) {
    EXPECT_EQ(finding_from_name(finding_name(kind)), kind);
    names.insert(finding_name(kind));
  }
  EXPECT_EQ(names.size(), all_finding_kinds().size());
}

TEST(FindingNames, AreTheWordsOfTheEnumeration) {
  EXPECT_EQ(finding_name(FindingKind::compile_error), "compile-error");
  EXPECT_EQ(finding_name(FindingKind::payload_changed), "payload-changed");
  EXPECT_EQ(finding_name(FindingKind::stack_overflow), "stack-overflow");
  EXPECT_EQ(finding_name(FindingKind::unit_test_failed), "unit-test-failed");
  EXPECT_EQ(finding_name(FindingKind::clock_disagrees), "clock-disagrees");
}

TEST(FindingNames, OthersAreNone) {
  EXPECT_FALSE(finding_from_name(""));
  EXPECT_FALSE(finding_from_name("none"));
  EXPECT_FALSE(finding_from_name("payload_changed"));
}

}  // namespace
}  // namespace heaplab::judge
