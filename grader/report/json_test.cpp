#include "report/json.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "report/result_fixture.hpp"
#include "report/validate_fixture.hpp"

namespace heaplab::report {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

fs::path schema_path() {
  return fs::path(__FILE__).parent_path() / "result.schema.json";
}

Json produced(const std::vector<grade::LabResult>& results) {
  return Json::parse(to_json(results, "0.1.0"));
}

// The exit code of Python's validator: 0 fits, 1 does not.
int validate(const Json& document) {
  return validate_json(document.dump(), schema_path());
}

class JsonSchema : public testing::Test {
 protected:
  JsonSchema() {
    document_ = produced({passing_result(), failing_result(), broken_result()});
    if (validate(document_) == no_validator) {
      available_ = false;
    }
  }
  void SetUp() override {
    if (!available_) GTEST_SKIP() << "needs python3-jsonschema";
  }
  Json& result() { return document_["results"][1]; }

  Json document_;
  bool available_ = true;
};

TEST_F(JsonSchema, DescribesWhatIsProduced) {
  EXPECT_EQ(validate(document_), 0);
  EXPECT_EQ(validate(produced({})), 0);
}

TEST_F(JsonSchema, DescribesAResultOfCorrectnessAlone) {
  grade::LabResult result = failing_result();
  result.axes.erase(grade::Axis::throughput);
  result.axes.erase(grade::Axis::utilization);
  EXPECT_EQ(validate(produced({result})), 0);
}

TEST_F(JsonSchema, KnowsEveryKindOfFinding) {
  grade::LabResult all = failing_result();
  all.checks.clear();
  for (const judge::FindingKind kind : judge::all_finding_kinds()) {
    all.checks.push_back(check_of("x", "", grade::Verdict::failed, 1));
    all.checks.back().finding.emplace();
    all.checks.back().finding->kind = kind;
  }
  EXPECT_EQ(validate(produced({all})), 0);
}

TEST_F(JsonSchema, RefusesWhatIsNotInIt) {
  Json wrong = document_;
  wrong["extra"] = 1;
  EXPECT_EQ(validate(wrong), 1);
  wrong = document_;
  wrong["results"][1]["checks"][0]["verdict"] = "fine";
  EXPECT_EQ(validate(wrong), 1);
  wrong = document_;
  wrong["results"][1]["checks"][1]["finding"]["kind"] = "odd";
  EXPECT_EQ(validate(wrong), 1);
  wrong = document_;
  wrong["results"][0].erase("score");
  EXPECT_EQ(validate(wrong), 1);
  wrong = document_;
  wrong["schema"] = "heaplab-result/2";
  EXPECT_EQ(validate(wrong), 1);
}

TEST(ToJson, HoldsTheAxesTheChecksAndTheFinding) {
  const Json json = produced({failing_result()});
  EXPECT_EQ(json["schema"], "heaplab-result/1");
  EXPECT_EQ(json["kit"], "0.1.0");
  const Json& result = json["results"][0];
  EXPECT_EQ(result["lab"], "04-implicit-list");
  EXPECT_EQ(result["status"], "graded");
  EXPECT_EQ(result["axes"]["correctness"]["max_score"], 50);
  EXPECT_EQ(result["checks"][0]["finding"], nullptr);
  EXPECT_EQ(result["checks"][1]["verdict"], "failed");
  EXPECT_EQ(result["checks"][1]["finding"]["kind"], "payload-changed");
  EXPECT_EQ(result["checks"][1]["finding"]["line"], 8);
  EXPECT_EQ(result["checks"][3]["verdict"], "skipped");
  EXPECT_EQ(produced({broken_result()})["results"][0]["status"],
            "grader-error");
}

TEST(ToJson, KeepsTheOrderOfTheFormat) {
  const std::string text = to_json({passing_result()}, "0.1.0");
  EXPECT_LT(text.find("\"schema\""), text.find("\"kit\""));
  EXPECT_LT(text.find("\"lab\""), text.find("\"axes\""));
  EXPECT_LT(text.find("\"axes\""), text.find("\"checks\""));
  EXPECT_EQ(text.back(), '\n');
}

TEST(ToJson, ReplacesTextThatIsNotUtf8) {
  grade::LabResult result = passing_result();
  result.message =
      "a\xff"
      "b";
  EXPECT_EQ(produced({result})["results"][0]["message"],
            "a\uFFFD"
            "b");
}

TEST(ToJson, WritesNullForNumbersThatJsonLacks) {
  grade::LabResult result = passing_result();
  result.duration_s = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(produced({result})["results"][0]["duration_s"].is_null());
}

}  // namespace
}  // namespace heaplab::report
