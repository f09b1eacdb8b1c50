#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "record/record_fixture.hpp"

namespace heaplab::record {
namespace {

using RecordErrors = Record;

TEST_F(RecordErrors, SaysThatTheProgramIsMissing) {
  EXPECT_EQ(error_of({"no-such-program"}),
            "no-such-program: program not found: expected a program in PATH, "
            "or a path to one; check the name after `--`");
  EXPECT_FALSE(fs::exists(options_.output));
}

TEST_F(RecordErrors, SaysWhyTheProgramCannotRun) {
  std::ofstream(folder_ / "text") << "no program\n";
  EXPECT_EQ(error_of({folder_ / "text"}),
            (folder_ / "text").string() +
                ": cannot run this program: Permission denied");
}

TEST_F(RecordErrors, SaysThatNoProgramIsNamed) {
  EXPECT_EQ(error_of({}),
            "expected a program to record, found none; write it and its "
            "arguments after `--`");
}

TEST_F(RecordErrors, SaysThatAStaticProgramCannotBeRecorded) {
#ifdef HEAPLAB_STATIC_PROGRAM
  EXPECT_EQ(error_of({HEAPLAB_TEST_PROGRAMS "/allocates"}),
            "allocates: nothing recorded: expected a dynamically linked "
            "program, found one that does not load the recorder: it is static "
            "or setuid, or made for another C library or processor, so "
            "preloading has no effect; record another program");
  EXPECT_FALSE(fs::exists(options_.output));
#else
  GTEST_SKIP() << "this machine has no static C library";
#endif
}

TEST_F(RecordErrors, SaysThatNothingWasAllocated) {
  const std::string message =
      "nothing: nothing recorded: expected calls of malloc and free, found "
      "none";
  EXPECT_EQ(error_of({HEAPLAB_TEST_PROGRAMS "/nothing"}), message);
  options_.skip = 10;
  EXPECT_EQ(error_of({HEAPLAB_TEST_PROGRAMS "/nothing"}),
            message + " after the first 10; skip fewer");
}

TEST_F(RecordErrors, FindsAnUnwritableOutputBeforeTheProgramRuns) {
  const fs::path made = folder_ / "made-by-the-program";
  options_.output = folder_ / "none" / "out.trace";
  EXPECT_EQ(error_of({"touch", made}),
            options_.output.string() +
                ": cannot write the trace here: No such file or directory; "
                "the program was not started");
  options_.output = folder_;
  EXPECT_EQ(error_of({"touch", made}),
            folder_.string() +
                ": cannot write the trace here: it is a "
                "folder; the program was not started");
  EXPECT_FALSE(fs::exists(made));
}

TEST_F(RecordErrors, MissesItsOwnLibrary) {
  options_.library = "/none/libheaplab-record.so";
  options_.command = {"true"};
  try {
    record(options_);
    FAIL() << "no error";
  } catch (const GraderError& error) {
    EXPECT_STREQ(error.what(),
                 "/none/libheaplab-record.so: the recorder's library is "
                 "missing; build the kit again");
  }
}

}  // namespace
}  // namespace heaplab::record
