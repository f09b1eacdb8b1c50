#include "abi/rules.hpp"

#include <gtest/gtest.h>

#include "judge/finding.hpp"

namespace heaplab::abi {
namespace {

// The report knows a rule by its name only.
TEST(Rules, EachIsAKindOfFindingByTheSameName) {
  for (int i = 0; i <= static_cast<int>(Rule::time_out); ++i) {
    const std::string name(rule_name(static_cast<Rule>(i)));
    const auto kind = judge::finding_from_name(name);
    ASSERT_TRUE(kind.has_value()) << name;
    EXPECT_EQ(judge::finding_name(*kind), name);
  }
}

TEST(Rules, NamesStandInTheOrderOfTheEnumeration) {
  EXPECT_EQ(rule_name(Rule::missing_function), "missing-function");
  EXPECT_EQ(rule_name(Rule::stack_misaligned), "stack-misaligned");
  EXPECT_EQ(rule_name(Rule::red_zone_kept), "red-zone-kept");
  EXPECT_EQ(rule_name(Rule::rule_not_broken), "rule-not-broken");
  EXPECT_EQ(rule_name(Rule::time_out), "time-out");
}

}  // namespace
}  // namespace heaplab::abi
