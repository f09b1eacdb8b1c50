#include "clinic/runner.hpp"

#include <gtest/gtest.h>

#include "clinic/allocations.hpp"
#include "clinic/lines.hpp"

namespace clinic {
namespace {

std::string base_name(const char* path) {
  const std::string whole = path == nullptr ? "" : path;
  return whole.substr(whole.rfind('/') + 1);
}

// Watches the test that runs.
class Watch : public testing::EmptyTestEventListener {
 public:
  explicit Watch(std::string nonce) : nonce_(std::move(nonce)) {}

  void OnTestStart(const testing::TestInfo&) override {
    start_peak();
    before_ = allocations();
  }
  void OnTestPartResult(const testing::TestPartResult& part) override {
    if (!part.failed()) return;
    say(nonce_, "failure",
        base_name(part.file_name()) + ":" + std::to_string(part.line_number()) +
            ": " + part.message());
  }
  void OnTestEnd(const testing::TestInfo& test) override {
    const Allocations now = allocations();
    round_.passed = test.result()->Passed() && !test.result()->Skipped();
    round_.allocations = now.count - before_.count;
    round_.peak_bytes = now.peak_bytes - before_.live_bytes;
  }

  // Of the test that has run last.
  Round take() {
    const Round round = round_;
    round_ = Round();
    return round;
  }

 private:
  std::string nonce_;
  Allocations before_;
  Round round_;
};

Watch* watch = nullptr;  // GoogleTest owns it

}  // namespace

void prepare(const std::string& nonce) {
  std::string name = "clinic";
  char* arguments[] = {name.data(), nullptr};
  int count = 1;
  testing::InitGoogleTest(&count, arguments);
  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  watch = new Watch(nonce);
  listeners.Append(watch);
}

bool has_test(const std::string& name) {
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int at = 0; at < all.total_test_suite_count(); ++at) {
    const testing::TestSuite& suite = *all.GetTestSuite(at);
    for (int one = 0; one < suite.total_test_count(); ++one) {
      const std::string test = suite.GetTestInfo(one)->name();
      if (suite.name() + ("." + test) == name) return true;
    }
  }
  return false;
}

// The filter is set by its flag's name: newer versions hide the variable.
Round run_test(const std::string& name) {
#ifdef GTEST_FLAG_SET
  GTEST_FLAG_SET(filter, name);
#else
  testing::GTEST_FLAG(filter) = name;
#endif
  const int failed = RUN_ALL_TESTS();
  Round round = watch->take();
  round.passed = round.passed && failed == 0;
  return round;
}

}  // namespace clinic
