#include "judge/misuse_reports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace heaplab::judge {
namespace {

using testing::IsEmpty;
using Kind = MemoryErrorKind;

constexpr std::uint64_t base = 0x10000;

MisuseBlock block_at(std::uint64_t address, std::uint64_t bytes) {
  return {.address = address, .bytes = bytes, .allocated = {0, 1}};
}

// One live block with both guards damaged, and the right reports of that.
class MisuseReports : public testing::Test {
 protected:
  MisuseReports() {
    block = model.allocate(block_at(base, 24), fresh_fill);
    model.write(block, -2, 7, 1);
    model.write(block, 24, 7, 1);
    damage = model.damage();
    for (const MisuseError& error : damage)
      reports.push_back(right_report(model, error, site));
  }

  std::optional<MisuseDifference> compare(
      const std::vector<MisuseError>& required) {
    return compare_reports(model, reports, required, site);
  }
  FindingKind kind() { return compare(damage).value().kind; }

  MisuseModel model;
  std::size_t block = 0;
  MisuseSite site{0, 9};
  std::vector<MisuseError> damage;
  std::vector<player::ErrorRecord> reports;
};

TEST_F(MisuseReports, RightOnesMend) {
  EXPECT_FALSE(compare(damage));
  EXPECT_THAT(model.damage(), IsEmpty());
}

TEST_F(MisuseReports, DamageMayBeReportedEarly) {
  EXPECT_FALSE(compare({}));
  EXPECT_THAT(model.damage(), IsEmpty());
}

TEST_F(MisuseReports, AnyOrderOfDamage) {
  std::swap(reports[0], reports[1]);
  EXPECT_FALSE(compare(damage));
}

TEST_F(MisuseReports, AMissedOneIsNamed) {
  reports.pop_back();
  const auto difference = compare(damage);
  EXPECT_EQ(difference->kind, FindingKind::error_missed);
  EXPECT_EQ(difference->error, damage[1]);
  EXPECT_FALSE(difference->report);
}

TEST_F(MisuseReports, OneTooMany) {
  reports.push_back(reports[0]);
  const auto difference = compare(damage);
  EXPECT_EQ(difference->kind, FindingKind::false_alarm);
  EXPECT_TRUE(difference->again);
  EXPECT_FALSE(difference->error);
}

TEST_F(MisuseReports, WrongInOnePart) {
  const auto good = reports;
  reports[0].kind = 3;
  EXPECT_EQ(kind(), FindingKind::wrong_error);
  reports = good;
  reports[0].kind = ~std::uint64_t{0};
  EXPECT_EQ(kind(), FindingKind::wrong_error);
  reports = good;
  reports[1].bytes = 25;
  EXPECT_EQ(kind(), FindingKind::wrong_block);
  reports = good;
  reports[1].payload += 16;
  EXPECT_EQ(kind(), FindingKind::wrong_block);
  reports = good;
  reports[1].offset = 0;
  EXPECT_EQ(kind(), FindingKind::wrong_distance);
  for (auto site_of :
       {&player::ErrorRecord::allocated, &player::ErrorRecord::freed,
        &player::ErrorRecord::detected}) {
    reports = good;
    (reports[0].*site_of) = {2, 2};
    EXPECT_EQ(kind(), FindingKind::wrong_site);
  }
}

TEST_F(MisuseReports, TheEndOfABlockIsAskedForWhereItMatters) {
  model.mend(damage[0]);
  model.mend(damage[1]);
  model.free(block, {0, 4}, 2);
  const MisuseError twice{Kind::double_free, block, 0};
  reports = {right_report(model, twice, site)};
  EXPECT_EQ(reports[0].freed.line, 4U);
  reports[0].freed = {0, 0};
  EXPECT_EQ(compare({twice})->kind, FindingKind::wrong_site);
  const MisuseError inside{Kind::bad_free, block, 3};
  reports = {right_report(model, inside, site)};
  reports[0].freed = {0, 0};
  EXPECT_FALSE(compare({inside}));
}

TEST_F(MisuseReports, OfNoBlock) {
  const MisuseError wild{Kind::bad_free, no_block, 0};
  reports = {right_report(model, wild, site)};
  EXPECT_FALSE(compare({wild}));
  reports[0].payload = base;
  EXPECT_EQ(compare({wild})->kind, FindingKind::wrong_block);
}

}  // namespace
}  // namespace heaplab::judge
