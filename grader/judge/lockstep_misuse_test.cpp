// Misuse traces in lockstep: what a right debugging allocator may do, and the
// words for what a wrong one does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "trace/write.hpp"

namespace heaplab::judge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Replay replayed(const std::string& name, const std::string& text) {
  return replay(trace::parse_trace(text, "folder/t.trace"),
                hostile_submission(name), hostile_limits());
}

Finding finding_of(const std::string& name, const std::string& text) {
  const Replay found = replayed(name, text);
  EXPECT_TRUE(found.finding) << name << " passed";
  return found.finding.value_or(Finding{});
}

void expect_right(const std::string& text) {
  const Replay found = replayed("debugging_nothing_wrong", text);
  EXPECT_TRUE(found.correct)
      << found.finding->operation << ": expected " << found.finding->expected
      << ", actual " << found.finding->actual;
}

TEST(Misuse, ARightOnePasses) {
  expect_right("new 0 24\nwrite 0 24 1\ndelete 0\ndelete 0\nexit\n");
  expect_right("new 0 24\ndelete 0\nwrite 0 3 2\nverify\nwrite 0 3 2\n");
  expect_right("a 0 24\nrealloc 0 8 1\nfree 0\nfree 1\nfree 1\n");
}

TEST(Misuse, WhatIsRefusedIsLeftOut) {
  expect_right("a 0 67108864\nwrite 0 0 8\nfree_at 0 3\nr 0 8\nfree 0\n");
  expect_right("a 0 8\nrealloc 0 67108864\nwrite 0 1000 8\nread 0 0 8\n");
  expect_right("calloc 0 4611686018427387904 8\ncopy 0 0 0 8 8\nfree 0\n");
}

TEST(Misuse, AForgedHeaderIsNoBlock) {
  expect_right(
      "a 0 400\na 1 16\ncopy 0 100 1 -120 140\nfree_at 0 220\nf 0\nf 1\n");
}

TEST(Misuse, AReallocationKeepsBytesAndWatchesTheOldBlock) {
  expect_right(
      "a 0 40\nwrite 0 0 40\nrealloc 0 60 1\nread 1 0 60\nwrite 0 4 4\n"
      "verify\nf 1\n");
}

TEST(Misuse, AnOverflowThatIsMissed) {
  const Finding found = finding_of("debugging_says_nothing",
                                   "a 0 8\nnew 1 24\nwrite 1 25 2\na 2 8\n"
                                   "f 0\ndelete 1\nf 2\n");
  EXPECT_EQ(found.kind, FindingKind::error_missed);
  EXPECT_EQ(found.line, 6U);
  EXPECT_EQ(found.operation, "delete 1");
  EXPECT_THAT(found.expected,
              testing::MatchesRegex(
                  "overflow at byte 25 of block 1, 24 bytes at heap\\+0x.*, "
                  "allocated at t.trace:2, which line 3 wrote, is reported "
                  "here"));
  EXPECT_EQ(found.actual, "nothing of that was reported");
  ASSERT_EQ(found.steps.size(), 5U);
  EXPECT_THAT(found.steps[0], HasSubstr("line 2: new 1 24"));
  EXPECT_THAT(found.steps[1], HasSubstr("line 3: write 1 25 2"));
  EXPECT_THAT(found.heap, HasSubstr("| payload begins, ends    * damaged"));
}

TEST(Misuse, TheGuardsAreDrawn) {
  const Finding found = finding_of(
      "debugging_says_nothing", "new 1 4\nwrite 1 -1 1\nwrite 1 5 1\nexit\n");
  EXPECT_THAT(found.heap,
              HasSubstr("    -16  fd  fd  fd  fd  fd  fd  fd  fd  fd  fd  fd  "
                        "fd  fd  fd  fd  "));
  EXPECT_THAT(found.heap, HasSubstr("     +0 |cd  cd  cd  cd |fd  "));
}

TEST(Misuse, AMissedErrorOfABlockThatLeaves) {
  const Finding found = finding_of("debugging_says_nothing",
                                   "new 1 4\ndelete 1\nwrite 1 0 1\nexit\n");
  EXPECT_EQ(found.kind, FindingKind::error_missed);
  EXPECT_THAT(found.expected, HasSubstr("write_after_free at byte 0 of block "
                                        "1, 4 bytes at heap+"));
  EXPECT_THAT(found.expected, HasSubstr("freed at t.trace:2, which line 3"));
}

TEST(Misuse, TheEndOfATraceIsAnExit) {
  const Finding found =
      finding_of("debugging_says_nothing", "new 1 24\nwrite 1 24 1\n");
  EXPECT_EQ(found.kind, FindingKind::error_missed);
  EXPECT_EQ(found.operation, "exit, implied at the end");
}

TEST(Misuse, WhatWasReportedInstead) {
  const Finding found = finding_of("debugging_counts_from_the_end",
                                   "new 1 24\nwrite 1 25 2\ndelete 1\n");
  EXPECT_EQ(found.kind, FindingKind::wrong_distance);
  EXPECT_THAT(found.expected, HasSubstr("overflow at byte 25 of block 1"));
  EXPECT_THAT(found.expected, HasSubstr(", detected at t.trace:3"));
  EXPECT_THAT(found.actual,
              testing::StartsWith("it reported: overflow at byte 1 of block 1 "
                                  "at heap+"));
}

TEST(Misuse, ForgedSitesAreNotFollowed) {
  const Finding found = finding_of("debugging_forges_its_sites",
                                   "new 1 24\ndelete 1\ndelete 1\n");
  EXPECT_EQ(found.kind, FindingKind::wrong_site);
  EXPECT_THAT(found.actual, HasSubstr("allocated at line 1 of a name that is "
                                      "none of the program's"));
}

TEST(Misuse, SitesAreThoseOfTheProgram) {
  const Finding found =
      finding_of("debugging_hides_leaks", "at parser.cpp 12\na 1 24\na 2 8\n");
  EXPECT_EQ(found.kind, FindingKind::wrong_leaks);
  EXPECT_EQ(found.expected,
            "leaks() shows 1 block, 24 bytes from parser.cpp:12");
  EXPECT_EQ(found.actual, "it shows 0 groups, and not this one");
}

TEST(Misuse, TheConstructorReportsNothing) {
  const Finding found =
      finding_of("debugging_reports_while_constructed", "new 1 24\ndelete 1\n");
  EXPECT_EQ(found.kind, FindingKind::false_alarm);
  EXPECT_EQ(found.operation, "the constructor");
  EXPECT_EQ(found.expected, "no report from the constructor");
}

TEST(Misuse, OtherAllocatorsCannotBeTried) {
  const Finding found = finding_of("nothing_wrong", "new 1 24\n");
  EXPECT_EQ(found.kind, FindingKind::missing_operation);
  EXPECT_EQ(found.expected,
            "the class has: void* allocate(std::size_t bytes, const "
            "heaplab::MemoryCall& call), and the rest that "
            "HEAPLAB_DEBUG_ALLOCATOR asks for");
}

TEST(Misuse, OrdinaryTracesHaveNoAlarmAndTheirLeaks) {
  const std::string text = "a 0 64\nc 1 10\nm 2 64 5\nr 0 100\nf 1\nf -1\n";
  expect_right(text);
  expect_right("a 0 64\nf 0\n");
  EXPECT_EQ(finding_of("debugging_reports_while_constructed", text).kind,
            FindingKind::false_alarm);
  const Finding hidden = finding_of("debugging_hides_leaks", text);
  EXPECT_EQ(hidden.kind, FindingKind::wrong_leaks);
  EXPECT_EQ(hidden.expected,
            "after the last operation leaks() shows 2 blocks, 105 bytes, all "
            "from one site");
  EXPECT_EQ(hidden.actual, "it shows nothing");
}

TEST(Misuse, ShrinksToWhatIsLegal) {
  const trace::Trace trace = trace::parse_trace(
      "new 0 8\nnew 1 24\nwrite 0 0 4\nwrite 1 0 24\nwrite 1 25 2\na 2 8\n"
      "realloc 2 9 3\ncopy 1 0 3 0 4\nf 3\ndelete 1\ndelete 0\n",
      "t.trace");
  const trace::Trace small =
      shrink(trace, hostile_submission("debugging_says_nothing"),
             hostile_limits(), FindingKind::error_missed, 4'000'000'000);
  EXPECT_EQ(trace::write_trace(small), "new 1 24\nwrite 1 25 2\n");
}

}  // namespace
}  // namespace heaplab::judge
