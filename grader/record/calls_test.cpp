// Recording the calls of real programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/record_fixture.hpp"
#include "trace/statistics.hpp"

namespace heaplab::record {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Ge;
using testing::Lt;

class RecordCalls : public Record {
 protected:
  void SetUp() override {
    Record::SetUp();
    options_.library = HEAPLAB_RECORD_CALLS_LIBRARY;
    options_.calls = true;
  }

  // The operations without their bytes: those are the compiler's choice.
  Lines shape(const fs::path& path) {
    Lines lines;
    for (const std::string& line : operations(path)) {
      const bool sized =
          line.starts_with("call ") || line.starts_with("alloca ");
      lines.push_back(sized ? line.substr(0, line.rfind(' ')) : line);
    }
    return lines;
  }
  Lines shape() { return shape(options_.output); }

  // The bytes of `call` or `alloca`, in order.
  std::vector<std::uint64_t> bytes_of(trace::OperationKind kind) {
    std::vector<std::uint64_t> bytes;
    for (const auto& operation :
         trace::read_trace(options_.output).operations) {
      if (operation.kind == kind) bytes.push_back(operation.bytes);
    }
    return bytes;
  }
};

TEST_F(RecordCalls, Recursion) {
  const RecordReport report = run("calls_recursion");
  EXPECT_EQ(shape(), (Lines{"call 0", "call 1", "call 2", "call 3", "return",
                            "return", "return", "return"}));
  auto bytes = bytes_of(trace::OperationKind::call);
  bytes.erase(bytes.begin());
  EXPECT_THAT(bytes, Each(Ge(200U)));
  EXPECT_THAT(bytes, Each(Lt(400U)));
  EXPECT_EQ(bytes[0], bytes[1]);
  const Counts& counts = report.recordings.at(0).counts;
  EXPECT_EQ(counts.events, 8U);
  EXPECT_EQ(counts.operations, 8U);
  EXPECT_EQ(counts.deepest_frames, 4U);
  EXPECT_EQ(counts.elsewhere, 0U);
#ifdef __x86_64__
  EXPECT_EQ(counts.estimated, 0U);
#endif
  EXPECT_EQ(report.program, "calls_recursion");
}

TEST_F(RecordCalls, LongjmpUnwinds) {
  run("calls_longjmp");
  Lines expected{"call 0",   "call 1", "call 2", "call 3",
                 "unwind 0", "call 1", "return"};
  const Lines again{"call 1",   "call 2", "call 3", "unwind 0",
                    "alloca 1", "call 2", "return", "return"};
  expected.insert(expected.end(), again.begin(), again.end());
  EXPECT_EQ(shape(), expected);
  EXPECT_GE(bytes_of(trace::OperationKind::frame_allocate).at(0), 4000U);
}

TEST_F(RecordCalls, AnExceptionUnwinds) {
  run("calls_exception");
  EXPECT_EQ(shape(),
            (Lines{"call 0", "call 1", "call 2", "call 3", "unwind 2", "call 3",
                   "return", "unwind 0", "call 1", "return", "return"}));
}

TEST_F(RecordCalls, SeesAllocaAtTheNextCallAndAtTheEnd) {
  run("calls_alloca");
  EXPECT_EQ(shape(),
            (Lines{"call 0", "call 1", "alloca 2", "call 3", "return", "call 3",
                   "return", "alloca 3", "return", "return"}));
  const auto bytes = bytes_of(trace::OperationKind::frame_allocate);
  EXPECT_GE(bytes.at(0), 1000U);
  EXPECT_LT(bytes.at(0), 1100U);
  EXPECT_GE(bytes.at(1), 3000U);
  EXPECT_LT(bytes.at(1), 3100U);
}

TEST_F(RecordCalls, TakesOptimizedPrograms) {
  run("calls_optimized");
  EXPECT_EQ(shape(), (Lines{"call 0", "call 1", "call 2", "return", "call 2",
                            "return", "return", "return"}));
}

TEST_F(RecordCalls, LeavesOtherThreadsOut) {
  const RecordReport report = run("calls_threads");
  EXPECT_EQ(shape(), (Lines{"call 0", "call 1", "return", "return"}));
  EXPECT_EQ(report.recordings.at(0).counts.other_threads, 2U);
  EXPECT_NE(describe(report).find("(1 process; left out: 2 other threads)"),
            std::string::npos);
}

TEST_F(RecordCalls, LeavesOtherStacksOutAndSeesHandlersAndCallbacks) {
  const RecordReport report = run("calls_from_elsewhere");
  EXPECT_EQ(shape(), (Lines{"call 0", "call 1", "return", "call 1", "return",
                            "return"}));
  EXPECT_EQ(report.recordings.at(0).counts.elsewhere, 1U);
  EXPECT_NE(describe(report).find("(1 process; left out: 1 call on other "
                                  "stacks)"),
            std::string::npos);
}

TEST_F(RecordCalls, RecordsTheFirstProcessOnlyOrAll) {
  run("calls_forks");
  const Lines parent{"call 0", "call 1", "return",
                     "call 1", "return", "return"};
  EXPECT_EQ(shape(), parent);
  options_.children = true;
  const RecordReport report = run("calls_forks");
  EXPECT_EQ(shape(), parent);
  ASSERT_EQ(report.recordings.size(), 2U);
  EXPECT_EQ(shape(folder_ / "out.2.trace"),
            (Lines{"call 0", "call 1", "return", "return"}));
}

TEST_F(RecordCalls, CutsAndBalances) {
  options_.max_operations = 5;
  run("calls_recursion");
  EXPECT_EQ(shape(), (Lines{"call 0", "call 1", "return", "return"}));
}

TEST_F(RecordCalls, ASkippedStartLeavesItsFrames) {
  options_.skip = 3;  // main, caller, 1000 bytes of alloca
  run("calls_alloca");
  EXPECT_EQ(shape(),
            (Lines{"call 0", "call 1", "alloca 2", "call 3", "return", "call 3",
                   "return", "alloca 3", "return", "return"}));
  options_.skip = 6;  // called, returned, called again
  run("calls_alloca");
  EXPECT_EQ(shape(), (Lines{"call 0", "call 1", "alloca 2", "call 3", "return",
                            "alloca 3", "return", "return"}));
}

TEST_F(RecordCalls, LeavesFramesWhenExact) {
  run("calls_exit");
  EXPECT_EQ(shape(), (Lines{"call 0", "call 1", "return", "return"}));
  options_.exact = true;
  run("calls_exit");
  EXPECT_EQ(shape(), (Lines{"call 0", "call 1"}));
}

TEST_F(RecordCalls, SaysThatAProgramDoesNotTell) {
  EXPECT_EQ(error_of({HEAPLAB_TEST_PROGRAMS "/nothing"}),
            "nothing: nothing recorded: expected functions that tell of their "
            "calls, found none; build the program with -finstrument-functions "
            "-fno-omit-frame-pointer -fno-inline");
}

}  // namespace
}  // namespace heaplab::record
