#include "report/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdio>
#include <cstring>
#include <sstream>

#include "report/exit_code.hpp"
#include "report/progress.hpp"
#include "report/result_fixture.hpp"
#include "trace/printable.hpp"

namespace heaplab::report {
namespace {

TEST(Wrap, BreaksBetweenWordsAndIndents) {
  const std::string text(78, 'x');
  EXPECT_EQ(wrap(text + " yy z", 0), text + "\nyy z");
  EXPECT_EQ(wrap(text + " yy", 2), text + "\n  yy");
  EXPECT_EQ(wrap("a\nb", 2), "a\n  b");
}

TEST(Wrap, DoesNotBreakAWordAndCountsCharacters) {
  const std::string word(100, 'x');
  EXPECT_EQ(wrap("a " + word, 0), "a\n" + word);
  std::string accents;
  for (int at = 0; at < 78; ++at) accents += "é";
  EXPECT_EQ(wrap(accents + " b", 0), accents + " b");
}

RC_GTEST_PROP(WrapProperty, NoLineOfShortWordsIsTooWide,
              (std::vector<unsigned char> lengths)) {
  std::string text;
  for (const unsigned char length : lengths) {
    text += std::string(length % 20 + 1, 'w') + " ";
  }
  std::istringstream lines(wrap(text, 10));
  bool first = true;
  for (std::string line; std::getline(lines, line); first = false) {
    RC_ASSERT(line.size() + (first ? 10 : 0) <= columns);
  }
}

TEST(ScoreText, NeverMakesAScoreLookFullThatIsNot) {
  EXPECT_EQ(points_text(18.384, 25), "18.38 of 25");
  EXPECT_EQ(points_text(25, 25), "25.00 of 25");
  EXPECT_EQ(points_text(24.9996, 25), "24.9996 of 25");
  EXPECT_EQ(points_text(0, 0), "0.00 of 0");
}

TEST(Grouped, SeparatesThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

TEST(Paint, IsPlainUnlessAsked) {
  EXPECT_EQ(paint("x", Paint::bad, false), "x");
  EXPECT_EQ(paint("x", Paint::bad, true), "\x1b[31mx\x1b[0m");
}

TEST(ExitCode, IsOneForAnyFailedCheckAndOneOfThemIsToBeFarTooSlow) {
  EXPECT_EQ(exit_code({}), 0);
  grade::LabResult slow = passing_result();
  slow.checks.push_back(
      check_of("throughput/x", "", grade::Verdict::failed, 0));
  slow.checks.back().axis = grade::Axis::throughput;
  EXPECT_EQ(exit_code({slow}), 1);
  EXPECT_EQ(exit_code({passing_result()}), 0);
  EXPECT_EQ(exit_code({passing_result(), failing_result()}), 1);
}

TEST(ExitCode, OfAnUngradableSubmissionIsOneAndOfAFailingKitThree) {
  grade::LabResult result = passing_result();
  result.status = grade::Status::ungradable;
  EXPECT_EQ(exit_code({result}), 1);
  EXPECT_EQ(exit_code({failing_result(), broken_result()}), 3);
}

// What a progress line writes to a file.
std::string progress_output(bool active, std::string_view what) {
  std::FILE* file = std::tmpfile();
  {
    ProgressLine line(file, active);
    line.show("04-list", 3, 12, what);
  }
  std::rewind(file);
  std::string text(1000, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file));
  std::fclose(file);
  return text;
}

TEST(ProgressLine, RewritesOneLineAndClearsIt) {
  EXPECT_EQ(progress_output(true, "programs/perl"),
            "\r\x1b[K04-list     3/12  programs/perl\r\x1b[K");
}

TEST(ProgressLine, IsSilentOffATerminal) {
  EXPECT_EQ(progress_output(false, "programs/perl"), "");
  std::FILE* file = std::tmpfile();
  ProgressLine(file).show("lab", 0, 0, "x");
  EXPECT_EQ(std::ftell(file), 0);
  std::fclose(file);
}

TEST(ProgressLine, StaysWithinTheLine) {
  const std::string text = progress_output(true, std::string(200, 'x'));
  const std::size_t begin = std::strlen("\r\x1b[K");
  EXPECT_EQ(text.substr(begin, text.rfind('\r') - begin).size(), 79u);
}

}  // namespace
}  // namespace heaplab::report
