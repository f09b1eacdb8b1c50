#include <gtest/gtest.h>

#include "record/record.hpp"

namespace heaplab::record {
namespace {

TEST(Describe, SaysWhatWasSeenAndLeftOut) {
  RecordReport report;
  report.program = "sort";
  report.processes = 3;
  Counts counts;
  counts.operations = 812;
  counts.peak_live_blocks = 1;
  counts.peak_live_bytes = 12345;
  counts.threads = 1;
  report.recordings = {{"x.trace", "sort", counts}};
  EXPECT_EQ(describe(report),
            "x.trace: 812 operations of sort, at most 1 block and 12345 bytes "
            "live\n(1 thread, 3 processes)");
  report.recordings[0].counts.foreign_frees = 1;
  report.recordings[0].counts.null_frees = 2;
  report.recordings[0].counts.unseen_frees = 3;
  report.recordings[0].counts.cut = true;
  report.signal = 2;
  EXPECT_EQ(describe(report),
            "x.trace: 812 operations of sort, at most 1 block and 12345 bytes "
            "live\n(1 thread, 3 processes; left out: 1 foreign free, 2 frees "
            "of null; added: 3 unseen frees)\nthe log was full: the program "
            "did more than this\n"
            "signal 2 ended sort; what it did before is recorded");
}

TEST(Describe, SaysWhatWasSeenOfCalls) {
  RecordReport report;
  report.calls = true;
  report.processes = 1;
  Counts counts;
  counts.operations = 812;
  counts.deepest_frames = 40;
  counts.peak_live_bytes = 12345;
  report.recordings = {{"x.trace", "lua", counts}};
  EXPECT_EQ(describe(report),
            "x.trace: 812 operations of lua, at most 40 frames and 12345 bytes "
            "live\n(1 process)");
  report.recordings[0].counts.other_threads = 2;
  report.recordings[0].counts.elsewhere = 5;
  report.recordings[0].counts.estimated = 1;
  report.recordings[0].counts.cut = true;
  EXPECT_EQ(describe(report),
            "x.trace: 812 operations of lua, at most 40 frames and 12345 bytes "
            "live\n(1 process; left out: 2 other threads, 5 calls on other "
            "stacks; without a frame pointer: 1 frame)\n"
            "the log was full: the program did more than this");
}

}  // namespace
}  // namespace heaplab::record
