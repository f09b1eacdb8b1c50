#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "valgrind/report_reader.hpp"
#include "valgrind/test_documents.hpp"

namespace heaplab::valgrind {
namespace {

const std::string with_error = document(
    5,
    error(
        "InvalidRead",
        "<what>Invalid read of size 4</what>" + stack +
            "<auxwhat>Address 0x1</auxwhat>" + stack +
            "<suppression><rawtext><![CDATA[ { } ]]></rawtext></suppression>") +
        "<!-- note --><clientmsg><tid>1</tid><text>end "
        "&lt;</text></clientmsg>" +
        finished);
const std::string without_error = document(4, finished);

// All that a caller can see, as text.
std::string shown(const Report& report) {
  std::string text = std::string(verdict_name(report.verdict)) + ": " +
                     report.reason + "; " + report.tool + " " +
                     std::to_string(report.protocol) + " " +
                     std::to_string(report.final_events);
  for (const Event& event : report.events) {
    if (const auto* const error = std::get_if<Error>(&event)) {
      text += "\n" + error->kind_name + ": " + error->what;
      for (const Stack& one : error->stacks)
        text += "\n " + one.caption + " " + std::to_string(one.frames.size());
    } else {
      text += "\n" + std::get<Message>(event).text;
    }
  }
  return text;
}

// Up to and with </valgrindoutput>; what follows is white space.
std::size_t end_of(const std::string& text) {
  return text.find("</valgrindoutput>") + 17;
}

TEST(ReportProperties, CutAtAnyByteItIsNeverWhole) {
  for (const std::string& text : {with_error, without_error}) {
    for (std::size_t bytes = 0; bytes < end_of(text); ++bytes) {
      const Verdict verdict = read_report_text(text.substr(0, bytes)).verdict;
      EXPECT_NE(verdict, Verdict::clean) << "cut at byte " << bytes;
      EXPECT_NE(verdict, Verdict::errors) << "cut at byte " << bytes;
    }
    const Verdict whole =
        read_report_text(text.substr(0, end_of(text))).verdict;
    EXPECT_EQ(whole, text == with_error ? Verdict::errors : Verdict::clean);
  }
}

Report read_in_pieces(const std::string& text, const std::vector<int>& sizes) {
  ReportReader reader;
  std::size_t at = 0;
  for (std::size_t i = 0; at < text.size(); ++i) {
    const auto bytes =
        static_cast<std::size_t>(sizes.empty() ? 1 : sizes[i % sizes.size()]);
    reader.add(std::string_view(text).substr(at, bytes));
    at += bytes;
  }
  return reader.finish({});
}

std::string spoilt(std::string text,
                   const std::vector<std::pair<int, char>>& changes) {
  for (const auto& [at, byte] : changes)
    text[static_cast<std::size_t>(at) % text.size()] = byte;
  return text;
}

RC_GTEST_PROP(ReportProperties, PiecesOfAnySizeGiveTheSame, ()) {
  const auto sizes = *rc::gen::container<std::vector<int>>(
      *rc::gen::inRange<std::size_t>(0, 8), rc::gen::inRange(1, 200));
  const auto changes = *rc::gen::resize(
      4, rc::gen::container<std::vector<std::pair<int, char>>>(rc::gen::pair(
             rc::gen::inRange(0, 2000), rc::gen::arbitrary<char>())));
  const std::string text = spoilt(with_error, changes);
  RC_ASSERT(shown(read_in_pieces(text, sizes)) ==
            shown(read_report_text(text)));
}

// A report that lost a stretch of bytes is not taken for a clean one, unless
// the stretch held nothing that was wrong.
RC_GTEST_PROP(ReportProperties, WithoutAStretchAnErrorIsNotForgotten, ()) {
  const auto begin = *rc::gen::inRange<std::size_t>(0, with_error.size());
  const auto bytes = *rc::gen::inRange<std::size_t>(1, 300);
  const std::string lost = with_error.substr(begin, bytes);
  RC_PRE(lost.find("<error>") == std::string::npos ||
         lost.find("</error>") == std::string::npos);
  const std::string text =
      with_error.substr(0, begin) +
      with_error.substr(std::min(begin + bytes, with_error.size()));
  RC_ASSERT(read_report_text(text).verdict != Verdict::clean);
}

}  // namespace
}  // namespace heaplab::valgrind
