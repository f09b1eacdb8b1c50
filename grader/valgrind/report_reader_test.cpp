#include "valgrind/report_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "valgrind/test_documents.hpp"

namespace heaplab::valgrind {
namespace {

using testing::ElementsAre;

Error only_error(const std::string& text) {
  const auto errors = errors_of(read_report_text(text));
  EXPECT_EQ(errors.size(), 1u);
  return errors.empty() ? Error{} : errors[0];
}

TEST(ErrorKinds, EveryNameIsKnownAndOthersAreGeneric) {
  EXPECT_EQ(error_kind_from_name("InvalidRead"), ErrorKind::invalid_read);
  EXPECT_EQ(error_kind_from_name("MismatchedAllocateDeallocateSize"),
            ErrorKind::size_mismatch);
  EXPECT_EQ(error_kind_from_name("FdBadUse"), ErrorKind::descriptor_bad_use);
  EXPECT_EQ(error_kind_from_name("NewInValgrind9"), ErrorKind::other);
  EXPECT_EQ(error_kind_from_name(""), ErrorKind::other);
}

TEST(ReportText, TellsWhatWasRun) {
  const Report report = read_report_text(document(4, finished));
  EXPECT_EQ(report.verdict, Verdict::clean);
  EXPECT_EQ(report.protocol, 4);
  EXPECT_EQ(report.tool, "memcheck");
  EXPECT_EQ(report.process, 42);
  EXPECT_THAT(report.command, ElementsAre("./csv", "a b"));
}

TEST(ReportText, AnUnknownKindIsAnErrorWithItsName) {
  const std::string text = document(
      4, error("NewInValgrind9", "<what>Something</what>" + stack) + finished);
  EXPECT_EQ(read_report_text(text).verdict, Verdict::errors);
  const Error read = only_error(text);
  EXPECT_EQ(read.kind, ErrorKind::other);
  EXPECT_EQ(read.kind_name, "NewInValgrind9");
  EXPECT_EQ(read.what, "Something");
}

TEST(ReportText, AllPartsOfAFrameAreRead) {
  const Frame frame =
      only_error(document(4, error("InvalidRead", stack) + finished))
          .stacks.at(0)
          .frames.at(0);
  EXPECT_EQ(frame.address, 0x10au);
  EXPECT_EQ(frame.object, "/bin/csv");
  EXPECT_EQ(frame.function, "csv::put(char*)");
  EXPECT_EQ(frame.folder, "/home/me");
  EXPECT_EQ(frame.file, "csv.cpp");
  EXPECT_EQ(frame.line, 57u);
}

TEST(ReportText, CaptionsBelongToTheStackAfterThem) {
  const Error read = only_error(document(
      4,
      error("InvalidRead",
            "<what>Invalid read of size 4</what>" + stack +
                "<auxwhat>Address 0x1 is on thread 1's stack</auxwhat>"
                "<xauxwhat><text>in frame #0</text><line>3</line></xauxwhat>" +
                stack) +
          finished));
  ASSERT_EQ(read.stacks.size(), 3u);
  EXPECT_EQ(read.stacks[1].caption, "Address 0x1 is on thread 1's stack");
  EXPECT_TRUE(read.stacks[1].frames.empty());
  EXPECT_EQ(read.stacks[2].caption, "in frame #0");
  EXPECT_EQ(read.stacks[2].frames.size(), 1u);
}

TEST(ReportText, CountsAndSuppressionsAreRead) {
  const Report report = read_report_text(document(
      4, error("InvalidRead", stack, "0x7") +
             "<status><state>FINISHED</state></status><errorcounts><pair>"
             "<count>3</count><unique>0x7</unique></pair></errorcounts>"
             "<suppcounts><pair><count>2</count><name>known</name></pair>"
             "</suppcounts>"));
  EXPECT_EQ(errors_of(report).at(0).count, 3u);
  ASSERT_EQ(report.suppressed.size(), 1u);
  EXPECT_EQ(report.suppressed[0].name, "known");
  EXPECT_EQ(report.suppressed[0].count, 2u);
}

TEST(ReportText, Protocol5TellsOfDescriptors) {
  const Report report = read_report_text(document(
      5, error("FdBadClose",
               "<what>File descriptor 7: already closed</what><fd>7</fd>"
               "<path>/tmp/a</path>" +
                   stack + "<auxwhat>Previously closed</auxwhat>" + stack) +
             "<status><state>FINISHED</state></status>" +
             error("FdNotClosed", "<fd>8</fd>" + stack, "0x2")));
  EXPECT_EQ(report.verdict, Verdict::errors);
  const auto errors = errors_of(report);
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(errors[0].kind, ErrorKind::descriptor_closed_twice);
  EXPECT_EQ(errors[0].descriptor, 7);
  EXPECT_EQ(errors[0].path, "/tmp/a");
  EXPECT_EQ(errors[1].kind, ErrorKind::descriptor_not_closed);
  EXPECT_EQ(errors[1].descriptor, 8);
  EXPECT_EQ(errors[1].path, "");
  EXPECT_EQ(report.final_events, 1u);
}

TEST(ReportText, Protocol6HasSummaries) {
  const Report report = read_report_text(document(
      6,
      "<status><state>FINISHED</state></status>"
      "<heap_summary><memory_in_use_at_exit><bytes>0</bytes><blocks>0</blocks>"
      "</memory_in_use_at_exit></heap_summary>"
      "<all_heap_blocks_freed>true</all_heap_blocks_freed>"
      "<errorcounts></errorcounts><error_summary><errors>0</errors>"
      "</error_summary><suppcounts></suppcounts>"));
  EXPECT_EQ(report.verdict, Verdict::clean);
  EXPECT_EQ(report.protocol, 6);
}

TEST(ReportText, ControlCharactersAreMadeSafe) {
  const Error read = only_error(document(
      4,
      error("InvalidRead", "<what>a\x1b[31mb\xff</what>" + stack) + finished));
  EXPECT_EQ(read.what, "a\\x1b[31mb\\xff");
}

TEST(ReportText, CommentsAndCdataAreNoTags) {
  const Report report = read_report_text(document(
      4, "<!-- <error> -->" +
             error("InvalidRead",
                   stack + "<suppression><rawtext><![CDATA[ </error> ]]>"
                           "</rawtext></suppression>") +
             finished));
  EXPECT_EQ(report.verdict, Verdict::errors) << report.reason;
  EXPECT_EQ(errors_of(report).size(), 1u);
}

TEST(ReportText, SoFarGrowsWithTheParts) {
  ReportReader reader;
  reader.add("<valgrindoutput><protocolversion>4</protocolversion>");
  reader.add("<clientmsg><tid>1</tid><text>begin\n  </text></clientmsg><err");
  ASSERT_EQ(reader.so_far().events.size(), 1u);
  EXPECT_EQ(std::get<Message>(reader.so_far().events[0]).text, "begin");
}

}  // namespace
}  // namespace heaplab::valgrind
