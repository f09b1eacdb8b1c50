#include "valgrind/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "valgrind/report_reader.hpp"
#include "valgrind/test_documents.hpp"

namespace heaplab::valgrind {
namespace {

Ending by_signal(int signal) {
  Ending ending;
  ending.exit_code = -1;
  ending.signal = signal;
  return ending;
}

void expect(const std::string& text, const Ending& ending, Verdict verdict,
            const std::string& reason) {
  const Report report = read_report_text(text, ending);
  EXPECT_EQ(verdict_name(report.verdict), verdict_name(verdict));
  EXPECT_EQ(report.reason, reason);
}

const std::string one_error = error("InvalidRead", stack);

TEST(Verdicts, OfWholeReports) {
  expect(document(4, finished), {}, Verdict::clean, "Memcheck found no error");
  expect(document(4, one_error + finished), {}, Verdict::errors,
         "Memcheck found 1 error");
  expect(document(4, one_error + error("New", stack, "0x2") + finished), {},
         Verdict::errors, "Memcheck found 2 errors");
}

TEST(Verdicts, ACountedErrorThatIsNotShownIsAnError) {
  expect(document(4,
                  "<status><state>FINISHED</state></status><errorcounts><pair>"
                  "<count>1</count><unique>0x9</unique></pair></errorcounts>"),
         {}, Verdict::errors,
         "Memcheck counts an error that the report does not show");
}

TEST(Verdicts, OfWhatIsNoReport) {
  expect("", {}, Verdict::not_a_report, "the report is empty");
  expect(" \n", by_signal(SIGKILL), Verdict::not_a_report,
         "the report is empty: the process was ended by SIGKILL");
  expect("hello", {}, Verdict::not_a_report,
         "the file does not read as a report of Valgrind: expected "
         "<valgrindoutput>, found \"hello\"");
  expect("<html></html>", {}, Verdict::not_a_report,
         "the file does not read as a report of Valgrind: expected "
         "<valgrindoutput>, found \"<html>\"");
  expect("<?xml version=\"1.0\"?>", {}, Verdict::not_a_report,
         "the file does not read as a report of Valgrind: expected "
         "<valgrindoutput>, found only what stands before it");
  expect("<valgrindoutput><pid>1</pid></valgrindoutput>", {},
         Verdict::not_a_report,
         "the file does not read as a report of Valgrind: expected "
         "<protocolversion>, found <pid>1");
  expect("<valgrindoutput></valgrindoutput>", {}, Verdict::not_a_report,
         "the file does not read as a report of Valgrind: expected "
         "<protocolversion>, found none");
  expect(document(4, "stray" + finished), {}, Verdict::not_a_report,
         "the file does not read as a report of Valgrind: expected an "
         "element, found \"stray\"");
  expect(document(4, "<error><kind></error></kind>" + finished), {},
         Verdict::not_a_report,
         "the file does not read as a report of Valgrind: its part <error> is "
         "no XML");
}

TEST(Verdicts, OfAFileThatIsNotThere) {
  const Report report = read_report("/nonexistent/report.xml", {});
  EXPECT_EQ(report.verdict, Verdict::not_a_report);
  EXPECT_EQ(report.reason, "the report is empty");
}

TEST(Verdicts, OfOtherToolsAndProtocols) {
  expect(document(4, finished, "helgrind"), {}, Verdict::wrong_tool,
         "a report of the tool helgrind; expected one of memcheck");
  expect(document(3, finished), {}, Verdict::wrong_protocol,
         "the report is written in protocol 3; expected 4, 5 or 6");
  expect(document(7, finished), {}, Verdict::wrong_protocol,
         "the report is written in protocol 7; expected 4, 5 or 6");
  expect("<valgrindoutput><protocolversion>4</protocolversion>" + finished +
             "</valgrindoutput>",
         {}, Verdict::wrong_tool,
         "the report names no tool; expected one of memcheck");
}

std::string cut(const std::string& text, const std::string& before) {
  return text.substr(0, text.find(before));
}

TEST(Verdicts, OfCutReports) {
  const std::string whole = document(4, one_error + finished);
  expect(cut(whole, "<kind>"), by_signal(SIGKILL), Verdict::truncated,
         "the report stops inside its part <error>: the process was ended by "
         "SIGKILL");
  expect(cut(whole, "<kind>"), {}, Verdict::truncated,
         "the report stops inside its part <error>");
  expect(cut(whole, "<error>"), by_signal(SIGTERM), Verdict::truncated,
         "the report stops between two parts: the process was ended by "
         "SIGTERM");
  expect(cut(whole, "</valgrindoutput>"), {}, Verdict::unclosed,
         "the report has no end: another program took the place of this one "
         "(exec)");
}

TEST(Verdicts, OfTimeOuts) {
  Ending ending = by_signal(SIGKILL);
  ending.timed_out = true;
  const std::string whole = document(4, finished);
  expect("", ending, Verdict::timed_out,
         "the program did not end in time; the report is empty");
  expect(cut(whole, "<status>"), ending, Verdict::timed_out,
         "the program did not end in time; the report stops between two parts");
  expect(whole, ending, Verdict::timed_out,
         "the program did not end in time; the report is finished");
}

TEST(Verdicts, OfMemchecksOwnFailure) {
  expect(document(4, finished) + "  <stack>\n", {}, Verdict::text_after_end,
         "Memcheck itself failed, as it does when a program writes over its "
         "data: \"<stack>\\x0a\" stands after the report's end");
  expect(document(4, one_error), {}, Verdict::text_after_end,
         "Memcheck itself failed, as it does when a program writes over its "
         "data: the report ends before the program");
}

TEST(Verdicts, OfSignals) {
  expect(document(4, finished), by_signal(SIGSEGV), Verdict::ended_by_signal,
         "the program was ended by SIGSEGV");
  expect(document(4,
                  "<fatal_signal><tid>1</tid><signo>11</signo><signame>SIGSEGV"
                  "</signame><sicode>1</sicode><event>Access not within mapped "
                  "region</event><siaddr>0x10</siaddr></fatal_signal>" +
                      finished),
         {}, Verdict::ended_by_signal,
         "the program was ended by SIGSEGV: Access not within mapped region at "
         "address 0x10");
}

TEST(Verdicts, OfTwoProcesses) {
  Ending ending;
  ending.process = 43;
  expect(document(4, finished), ending, Verdict::forked,
         "the report is of process 42, and process 43 was started");
  const std::string two = "two processes wrote this report: the program forked";
  expect(document(4, finished) + one_error + "</valgrindoutput>", {},
         Verdict::forked, two);
  expect(document(4, finished + finished), {}, Verdict::forked, two);
  expect(document(4, "<pid>44</pid>" + finished), {}, Verdict::forked, two);
  ending = {};
  ending.process = 42;
  ending.started_others = true;
  expect(document(4, finished), ending, Verdict::forked,
         "the program started another process, whose errors stand in no "
         "report");
}

}  // namespace
}  // namespace heaplab::valgrind
