// Right and wrong heap checkers on sound and broken heaps.
#include "judge/checker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "heaps/heap_file.hpp"
#include "heaps/verify.hpp"
#include "judge/hostile_submissions.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view sound =
    "title: t\nlists 32 64\nallocated A 48\nfree B 64\nallocated C 32\n"
    "free D 64\n";

std::string broken(const std::string& fault) {
  return "class: c\n" + std::string(sound) + fault;
}

CheckerVerdict ask(const std::string& checker, std::string_view heap) {
  const Submission submission{
      std::filesystem::path(HEAPLAB_CHECKERS) / (checker + ".so"), checker};
  const auto file = heaps::parse_heap(heap, "t.heap");
  return check_image(heaps::build(file, address_for_images()), submission,
                     hostile_limits());
}

TEST(Checker, ACompleteOneIsRightBothTimes) {
  EXPECT_TRUE(ask("complete", sound).sound);
  const CheckerVerdict verdict = ask("complete", broken("set B.footer 48\n"));
  EXPECT_FALSE(verdict.missing);
  EXPECT_FALSE(verdict.sound);
  EXPECT_FALSE(verdict.failure);
  EXPECT_EQ(verdict.why, "a block is wrong");
}

TEST(Checker, AHeapWithoutBlocksCanBeShown) {
  EXPECT_TRUE(ask("complete", "title: t\n").sound);
}

TEST(Checker, WhatItForgetsItMisses) {
  EXPECT_TRUE(ask("forgets_footers", broken("set B.footer 48\n")).sound);
  EXPECT_FALSE(ask("forgets_footers", broken("unlink B\n")).sound);
  const CheckerVerdict verdict =
      ask("always_sound", broken("set B.footer 48\n"));
  EXPECT_TRUE(verdict.sound);
  EXPECT_EQ(verdict.why, "looks good to me");
  EXPECT_FALSE(ask("always_broken", sound).sound);
}

TEST(Checker, ComparingNumbersIsNotComparingBlocks) {
  const std::string lists =
      "class: c\ntitle: t\nlists 32 64\nallocated A 128\nfree B 64\n"
      "allocated C 32\nunlink B\nset A+16 66\nset A+24 null\nset A+32 null\n"
      "set head.1 A+16\n";
  EXPECT_TRUE(ask("compares_numbers", lists).sound);
  EXPECT_FALSE(ask("complete", lists).sound);
}

TEST(Checker, ACrashIsAFailureWithItsLine) {
  const CheckerVerdict verdict =
      ask("follows_any_link", broken("set B.next 64\n"));
  ASSERT_TRUE(verdict.failure);
  EXPECT_EQ(verdict.failure->kind, FindingKind::crash);
  EXPECT_THAT(verdict.failure->actual,
              StartsWith("SIGSEGV: an access to address 0x"));
  EXPECT_THAT(verdict.failure->source, HasSubstr("tried.hpp:"));
}

TEST(Checker, ALoopIsATimeOut) {
  const CheckerVerdict verdict =
      ask("loops_in_cycles", broken("set D.next B\n"));
  ASSERT_TRUE(verdict.failure);
  EXPECT_EQ(verdict.failure->kind, FindingKind::time_out);
}

TEST(Checker, AHeapThatItChangesIsAFailure) {
  const CheckerVerdict verdict =
      ask("repairs_the_heap", broken("set end.length 32\n"));
  ASSERT_TRUE(verdict.failure);
  EXPECT_EQ(verdict.failure->kind, FindingKind::payload_changed);
  EXPECT_EQ(verdict.failure->actual, "it wrote to the heap, at heap+0xd8");
}

TEST(Checker, AClassWithoutOneIsToldFromABadOne) {
  EXPECT_TRUE(ask("none", sound).missing);
}

TEST(Checker, WhatCannotBeLoadedIsAFailure) {
  const CheckerVerdict verdict = check_image(
      heaps::build(heaps::parse_heap(sound, "t.heap"), address_for_images()),
      hostile_submission("no_submission"), hostile_limits());
  ASSERT_TRUE(verdict.failure);
  EXPECT_EQ(verdict.failure->kind, FindingKind::load_error);
}

TEST(TakenHeap, NeedsAnAllocatorThatShowsIt) {
  const auto trace = trace::parse_trace("title: t\na 0 32\nf 0\n", "t.trace");
  const auto submission = hostile_submission("nothing_wrong");
  try {
    take_heap(trace, submission, hostile_limits(),
              [](const heaps::Image&) { return false; });
    ADD_FAILURE() << "it has no image()";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "nothing_wrong: expected an allocator that runs t.trace and "
                 "shows its heap, found this in line 0: it has no image(); "
                 "choose another trace");
  }
}

}  // namespace
}  // namespace heaplab::judge
