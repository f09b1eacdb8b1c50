#include <gmock/gmock.h>

#include "grade/bonus.hpp"
#include "grade/real_submission.hpp"

namespace heaplab::grade {
namespace {

using judge::FindingKind;
using testing::HasSubstr;

class ThreadChecks : public testing::Test, protected RealSubmission {
 protected:
  ThreadChecks() { submit(malloc_submission("")); }

  // A class on top of Bump; `guard` is the first statement of every function.
  void submit_threads(const std::string& guard) const {
    submit(
        "#define HEAPLAB_INCLUDES\n#include \"allocator.cpp\"\n"
        "#include <mutex>\n"
        "class Shared {\n"
        " public:\n"
        "  static constexpr bool thread_safe = true;\n"
        "  explicit Shared(heaplab::Heap& heap) : bump_(heap) {}\n"
        "  void* allocate(std::size_t n) {\n    " +
            guard +
            "\n    return bump_.allocate(n); }\n"
            "  void* allocate_zeroed(std::size_t n) {\n    " +
            guard +
            "\n    return bump_.allocate_zeroed(n); }\n"
            "  void* allocate_aligned(std::size_t a, std::size_t n) {\n    " +
            guard +
            "\n    return bump_.allocate_aligned(a, n); }\n"
            "  void* reallocate(void* p, std::size_t n) {\n    " +
            guard +
            "\n    return bump_.reallocate(p, n); }\n"
            "  void deallocate(void*) {}\n"
            "  std::size_t usable_bytes(const void* p) const {\n"
            "    return bump_.usable_bytes(p); }\n"
            "  void before_fork() { mutex_.lock(); }\n"
            "  void after_fork() { mutex_.unlock(); }\n"
            " private:\n  Bump bump_;\n  std::mutex mutex_;\n};\n"
            "HEAPLAB_SUBMISSION_ON_TOP(Shared)\n",
        "threads.cpp");
  }
  std::vector<Check> checks() {
    auto run = this_run();
    return thread_checks(run, measured_);
  }
  // Where there is no sanitizer there is nothing to test.
  static bool is_skipped(const Check& check) {
    return check.verdict == Verdict::skipped;
  }

  std::vector<ProgramResult> measured_;
};

TEST_F(ThreadChecks, AreSkippedWithoutTheFile) {
  const std::vector<Check> all = checks();
  ASSERT_EQ(all.size(), 2u);
  for (const Check& check : all) {
    EXPECT_EQ(check.verdict, Verdict::skipped);
    EXPECT_EQ(check.axis, Axis::bonus);
    EXPECT_EQ(check.reason, "not attempted: there is no threads.cpp");
  }
}

TEST_F(ThreadChecks, AskedForAloneCountForNoOtherAxis) {
  options_.check = "threads";
  const LabResult result = grade_lab(kit_, lab_, options_);
  EXPECT_EQ(result.checks.size(), 2u);
  EXPECT_EQ(result.max_score, 0);
  ASSERT_EQ(result.bonuses.size(), 1u);
  EXPECT_EQ(result.bonuses[0].max_score, lab_.bonuses[0].points);
}

TEST_F(ThreadChecks, PassWithALock) {
  submit_threads("const std::lock_guard lock(mutex_);");
  const std::vector<Check> all = checks();
  ASSERT_EQ(all.size(), 2u);
  if (is_skipped(all[0])) GTEST_SKIP() << all[0].reason;
  EXPECT_EQ(all[0].id, "threads/races");
  EXPECT_EQ(all[0].verdict, Verdict::passed)
      << (all[0].finding ? all[0].finding->output : all[0].reason);
  EXPECT_EQ(all[0].score, 3);
  EXPECT_EQ(all[1].id, "threads/program");
  EXPECT_EQ(all[1].verdict, Verdict::passed)
      << (all[1].finding ? all[1].finding->output : all[1].reason);
  EXPECT_THAT(all[1].reason, HasSubstr("the threaded program takes "));
}

TEST_F(ThreadChecks, FindARaceAndNameItsLines) {
  submit_threads("");
  options_.check = "threads/races";
  const std::vector<Check> all = checks();
  ASSERT_EQ(all.size(), 1u);
  if (is_skipped(all[0])) GTEST_SKIP() << all[0].reason;
  ASSERT_TRUE(all[0].finding);
  EXPECT_EQ(all[0].finding->kind, FindingKind::data_race);
  EXPECT_THAT(all[0].finding->source, HasSubstr("allocator.cpp:"));
  EXPECT_EQ(all[0].finding->actual,
            "two threads used the same bytes at once, and one of them wrote");
}

TEST_F(ThreadChecks, FindAClassThatDoesNotSayItIsSafe) {
  submit("#include \"allocator.cpp\"\n", "threads.cpp");
  options_.check = "threads/races";
  const std::vector<Check> all = checks();
  if (is_skipped(all[0])) GTEST_SKIP() << all[0].reason;
  ASSERT_TRUE(all[0].finding);
  EXPECT_EQ(all[0].finding->actual,
            "the class lacks: static constexpr bool thread_safe = true");
}

TEST(Bonus, ForMeasurementsNeedsAllLimits) {
  Manifest lab;
  lab.bonuses = {{"small-blocks", "Small blocks", 5, "", 0.6, 0.95}};
  LabResult result;
  result.axes[Axis::throughput].ratio = 0.5;
  result.axes[Axis::utilization].fraction_of_bound = 0.96;
  result.traces.emplace_back();
  result.traces[0].correct = true;
  const auto judge = [&] {
    result.checks = measured_bonus_checks(lab, result);
    return bonus_results(lab, result).at(0);
  };
  EXPECT_EQ(judge().score, 5);
  EXPECT_EQ(judge().note, "");
  result.axes[Axis::throughput].ratio = 0.61;
  EXPECT_EQ(judge().score, 0);
  EXPECT_EQ(judge().note,
            "throughput: the ratio is 0.610; it must be 0.6 at most");
  result.axes[Axis::throughput].ratio = 0.6;
  result.axes[Axis::utilization].fraction_of_bound = 0.94;
  EXPECT_EQ(judge().note,
            "utilization: 94.00 % of the bound; it must be 95.00 % at least");
  result.traces[0].correct = false;
  EXPECT_EQ(judge().note, "not every trace is correct");
}

}  // namespace
}  // namespace heaplab::grade
