#include "judge/source_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"

namespace heaplab::judge {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string source_of(const char* name) {
  const Replay replayed =
      replay(hostile_trace(), hostile_submission(name), hostile_limits());
  return replayed.finding ? replayed.finding->source : "no finding";
}

TEST(SourceLines, NameFileLineAndFunctionInnermostFirst) {
  EXPECT_EQ(source_of("writes_to_null"),
            "writes_to_null.cpp:11 in Hostile::allocate(unsigned long)");
}

TEST(SourceLines, LeaveSystemHeadersOut) {
  const std::string source = source_of("malloc_metadata");
  EXPECT_THAT(source, StartsWith("malloc_metadata.cpp:"));
  EXPECT_THAT(source, Not(HasSubstr("stl_map.h")));
  EXPECT_THAT(source, Not(HasSubstr("submission.hpp")));
}

TEST(SourceLines, TellARecursionOnce) {
  EXPECT_THAT(source_of("recurses_without_end"),
              HasSubstr("calls more of the same line"));
}

TEST(SourceLines, AreEmptyWhereNothingIsKnown) {
  EXPECT_EQ(source_lines("/nonexistent.so", {{0x1000}}), "");
  EXPECT_EQ(source_lines(hostile_submission("aborts").object, {}), "");
}

}  // namespace
}  // namespace heaplab::judge
