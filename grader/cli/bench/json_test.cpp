#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/bench/comparison.hpp"
#include "cli/bench/comparison_fixture.hpp"
#include "report/validate_fixture.hpp"

namespace heaplab::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class ComparisonJson : public testing::Test {
 protected:
  Json produced() const {
    return Json::parse(comparison_json(comparison_, "0.1.0"));
  }
  static int validate(const Json& document) {
    return report::validate_json(
        document.dump(),
        fs::path(__FILE__).parent_path() / "comparison.schema.json");
  }
  void SetUp() override {
    comparison_.traces[0].results[1].outcome = Outcome::failed;
    comparison_.traces[0].results[1].reason = "crash: \xff";
    comparison_.machine["cpu"] = "any";
  }

  Comparison comparison_ = test_comparison();
};

TEST_F(ComparisonJson, FitsItsSchema) {
  const int exit_code = validate(produced());
  if (exit_code == report::no_validator)
    GTEST_SKIP() << "needs python3-jsonschema";
  EXPECT_EQ(exit_code, 0);
}

TEST_F(ComparisonJson, TheSchemaCanFail) {
  Json document = produced();
  document["traces"][0]["results"][0]["outcome"] = "cancelled";
  const int exit_code = validate(document);
  if (exit_code == report::no_validator)
    GTEST_SKIP() << "needs python3-jsonschema";
  EXPECT_EQ(exit_code, 1);
}

TEST_F(ComparisonJson, SaysWhatIsNotKnownByNull) {
  const Json document = produced();
  EXPECT_TRUE(document["traces"][0]["results"][0]["bound"].is_null());
  EXPECT_EQ(document["traces"][1]["results"][1]["bound"], 0.96);
  EXPECT_EQ(document["traces"][1]["results"][2]["end_footprint_bytes"], 2048);
}

TEST_F(ComparisonJson, TellsWhoIsSkippedAndWhy) {
  const Json document = produced();
  EXPECT_TRUE(document["allocators"][2]["skipped"].is_null());
  const double glibc_ns = document["allocators"][2]["ns_per_operation"];
  EXPECT_DOUBLE_EQ(glibc_ns, 10);
  EXPECT_EQ(document["allocators"][3]["skipped"],
            "libjemalloc.so.2 is not installed (package libjemalloc-dev)");
  EXPECT_FALSE(document["allocators"][3].contains("traces"));
}

}  // namespace
}  // namespace heaplab::cli
