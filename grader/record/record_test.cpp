#include "record/record.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <string>

#include "record/record_fixture.hpp"

namespace heaplab::record {
namespace {

TEST_F(Record, WritesEveryFunctionInOrder) {
  const RecordReport report = run("every_function");
  EXPECT_EQ(operations(),
            (Lines{"a 0 10",      "c 1 15",        "r 0 5000",  "a 2 7",
                   "r 2 32",      "m 3 64 100",    "m 4 32 96", "m 5 128 256",
                   "m 6 4096 20", "m 7 4096 4096", "a 8 0",     "f 1",
                   "f 0",         "f 2",           "f 3",       "f 4",
                   "f 5",         "f 6",           "f 7",       "f 8"}));
  const Counts& counts = report.recordings.at(0).counts;
  EXPECT_EQ(report.exit_code, 0);
  EXPECT_EQ(counts.operations, 20u);
  EXPECT_EQ(counts.events, 23u);
  EXPECT_EQ(counts.failed, 2u);
  EXPECT_EQ(counts.null_frees, 1u);
  EXPECT_EQ(counts.foreign_frees, 0u);
  EXPECT_EQ(counts.threads, 1u);
  EXPECT_EQ(counts.peak_live_blocks, 9u);
  EXPECT_EQ(counts.peak_live_bytes,
            5000u + 15 + 32 + 100 + 96 + 256 + 20 + 4096);
}

TEST_F(Record, SeesTheOperatorsNewAndDelete) {
  run("operators");
  const Lines all = operations();
  for (const char* end : {" 1001", " 1002", " 1003", " 256 512"}) {
    EXPECT_EQ(std::ranges::count_if(
                  all, [&](const auto& line) { return line.ends_with(end); }),
              1)
        << end;
  }
}

TEST_F(Record, KeepsTheOrderOfThreads) {
  const RecordReport report = run("threads");
  const Counts& counts = report.recordings.at(0).counts;
  EXPECT_EQ(counts.threads, 5u);
  EXPECT_EQ(counts.foreign_frees, 0u);
  EXPECT_EQ(counts.foreign_reallocations, 0u);
  EXPECT_EQ(counts.unseen_frees, 0u);
  const Lines all = operations();
  const auto count = [&all](char letter, const std::string& end) {
    return std::ranges::count_if(all, [&](const std::string& line) {
      return line[0] == letter && line.ends_with(end);
    });
  };
  EXPECT_EQ(count('a', " 2077"), 4 * 10'000);
  EXPECT_EQ(count('r', " 6177"), 4 * 5'000);
  EXPECT_EQ(count('a', "") + count('c', ""), count('f', ""));
}

TEST_F(Record, RecordsTheFirstProcessOnly) {
  const RecordReport report = run("forks");
  EXPECT_EQ(operations(), (Lines{"a 0 1", "a 1 3", "f 0", "f 1"}));
  EXPECT_EQ(report.processes, 2u);
  EXPECT_EQ(report.recordings.size(), 1u);
}

TEST_F(Record, RecordsChildrenWhenAsked) {
  options_.children = true;
  const RecordReport report = run("forks");
  EXPECT_EQ(operations(), (Lines{"a 0 1", "a 1 3", "f 0", "f 1"}));
  ASSERT_EQ(report.recordings.size(), 2u);
  EXPECT_EQ(report.recordings[1].path, folder_ / "out.2.trace");
  EXPECT_EQ(report.recordings[1].counts.foreign_frees, 1u);
  EXPECT_EQ(operations(folder_ / "out.2.trace"), (Lines{"a 0 2", "f 0"}));
}

TEST_F(Record, RecordsTheProgramAfterAnExec) {
  options_.command = {"sh", "-c", "exec \"$0\"",
                      HEAPLAB_TEST_PROGRAMS "/execs"};
  const RecordReport report = record(options_);
  EXPECT_EQ(operations(), (Lines{"a 0 22", "f 0"}));
  EXPECT_EQ(report.processes, 1u);
  EXPECT_EQ(report.program, "sh");
  EXPECT_EQ(report.recordings.at(0).program, "execs");
  EXPECT_EQ(trace::read_trace(options_.output).title, "recorded from execs");
}

TEST_F(Record, SurvivesAnEndByExitAndKeepsOutputAndExitCode) {
  testing::internal::CaptureStdout();
  const RecordReport report = run("ends_by_exit");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "written\n");
  EXPECT_EQ(report.exit_code, 7);
  EXPECT_EQ(operations(), (Lines{"a 0 5", "f 0", "a 0 6", "f 0"}));
}

TEST_F(Record, PassesTheSignalsOfItsOwnProcessOn) {
  options_.command = {"sh", "-c",
                      "kill -TERM $PPID; while :; do sleep 1; done"};
  const RecordReport report = record(options_);
  EXPECT_EQ(report.signal, SIGTERM);
  EXPECT_GT(report.recordings.at(0).counts.operations, 0u);
}

TEST_F(Record, OutlivesASignalFromTheKeyboard) {
  options_.command = {"sh", "-c", "kill -INT $PPID; exit 4"};
  EXPECT_EQ(record(options_).exit_code, 4);
}

TEST_F(Record, LeavesBlocksLiveWhenExact) {
  options_.exact = true;
  run("ends_by_exit");
  EXPECT_EQ(operations(), (Lines{"a 0 5", "f 0", "a 0 6"}));
}

TEST_F(Record, SurvivesAKill) {
  const RecordReport report = run("killed");
  EXPECT_EQ(report.signal, SIGKILL);
  EXPECT_EQ(report.exit_code, 128 + SIGKILL);
  EXPECT_EQ(operations(), (Lines{"a 0 5", "f 0", "a 0 6", "f 0"}));
}

TEST_F(Record, CountsForeignBlocksAndLeavesThemOut) {
  const RecordReport report = run("foreign");
  EXPECT_EQ(operations(), (Lines{"a 0 4", "f 0"}));
  EXPECT_EQ(report.recordings.at(0).counts.foreign_frees, 2u);
  EXPECT_EQ(report.recordings.at(0).counts.foreign_reallocations, 1u);
}

TEST_F(Record, GrowsItsLogWithoutADescriptorOfTheProgram) {
  const RecordReport report = run("closes_files");
  EXPECT_EQ(report.recordings.at(0).counts.events, 200'000u);
  EXPECT_FALSE(report.recordings.at(0).counts.cut);
}

TEST_F(Record, StopsAtTheMostEvents) {
  options_.max_events = 1;
  const RecordReport report = run("closes_files");
  EXPECT_TRUE(report.recordings.at(0).counts.cut);
  EXPECT_LT(report.recordings.at(0).counts.events, 200'000u);
}

TEST_F(Record, CutsAndBalances) {
  options_.max_operations = 4;
  run("every_function");
  EXPECT_EQ(operations(), (Lines{"a 0 10", "c 1 15", "f 1", "f 0"}));
}

TEST_F(Record, SkipsTheStart) {
  options_.skip = 3;
  const RecordReport report = run("foreign");
  EXPECT_EQ(report.recordings.at(0).counts.foreign_frees, 2u);
}

TEST_F(Record, WritesAHeader) {
  options_.command = {"sh", "-c", "echo\t$1 $2",
                      "-",  "#",  fs::current_path() / "x"};
  testing::internal::CaptureStdout();
  record(options_);
  testing::internal::GetCapturedStdout();
  const trace::Trace trace = trace::read_trace(options_.output);
  EXPECT_EQ(trace.title, "recorded from sh");
  EXPECT_EQ(trace.source, "sh -c echo $1 $2 - # x");
}

TEST_F(Record, PreloadsFromAFolderWithASpace) {
  const fs::path link = folder_ / "a folder";
  fs::create_directory(link);
  fs::copy_file(HEAPLAB_RECORD_LIBRARY, link / "recorder.so");
  options_.library = link / "recorder.so";
  run("forks");
  EXPECT_EQ(operations(), (Lines{"a 0 1", "a 1 3", "f 0", "f 1"}));
}

}  // namespace
}  // namespace heaplab::record
