// What the sanitizers printed, in a student's terms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/memory/sanitizer_report.hpp"
#include "grade/memory/sanitizer_samples.hpp"
#include "grade/memory_error.hpp"

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;
using testing::ElementsAre;

const StudentFiles files = {"csv.cpp"};

Finding found(const std::string& output) {
  const auto finding = sanitizer_finding(output, files);
  EXPECT_TRUE(finding) << output;
  return finding.value_or(Finding{});
}

void expect(const char* output, FindingKind kind, const std::string& actual) {
  const Finding finding = found(output);
  EXPECT_EQ(judge::finding_name(finding.kind), judge::finding_name(kind));
  EXPECT_EQ(finding.actual, actual);
}

TEST(SanitizerFindings, NoneInOtherOutput) {
  EXPECT_FALSE(sanitizer_finding("", files));
  EXPECT_FALSE(sanitizer_finding("[  PASSED  ] 1 test.\n", files));
}

TEST(SanitizerFindings, KeepsWhatWasPrintedBefore) {
  const std::string own = "row 1\nrow 2\n";
  EXPECT_EQ(text_before_sanitizer(own), own);
  for (const char* const report :
       {samples::overflow, samples::clang_overflow,
        "csv.cpp:44:26: runtime error: signed integer overflow\n",
        "/usr/x/vector:1: f: Assertion 'n' failed.\n"}) {
    EXPECT_EQ(text_before_sanitizer(own + report), own);
    EXPECT_EQ(text_before_sanitizer(report), "");
  }
}

TEST(SanitizerFindings, AnOverflowByEitherCompiler) {
  for (const char* const output :
       {samples::overflow, samples::clang_overflow}) {
    const Finding finding = found(output);
    EXPECT_EQ(finding.kind, FindingKind::out_of_bounds);
    EXPECT_EQ(finding.expected,
              "accesses of live blocks only, within their size");
    EXPECT_EQ(finding.actual,
              "writes 1 byte at csv.cpp:14, just after a block of 12 bytes "
              "that csv.cpp:13 allocated");
    EXPECT_EQ(finding.source, "csv.cpp:14 in csv::put\ncsv.cpp:23 in main");
    EXPECT_THAT(finding.steps,
                ElementsAre("csv.cpp:13 in csv::make allocated a block of 12 "
                            "bytes by malloc",
                            "csv.cpp:14 in csv::put wrote 1 byte"));
    EXPECT_EQ(finding.heap,
              "  offset  bytes\n"
              "       0  #### #### #### W...\n"
              "          # the block: 12 bytes\n"
              "          W written: 1 byte\n");
  }
}

TEST(SanitizerFindings, AsLaterCompilersWordIt) {
  std::string output = samples::overflow;
  const std::string old = "0 bytes to the right of 12-byte";
  output.replace(output.find(old), old.size(), "0 bytes after 12-byte");
  EXPECT_EQ(found(output).actual, found(samples::overflow).actual);
}

TEST(SanitizerFindings, Blocks) {
  expect(samples::freed, FindingKind::use_after_free,
         "writes 1 byte at csv.cpp:14, at byte 3 of a block of 12 bytes that "
         "csv.cpp:13 allocated and csv.cpp:26 freed");
  expect(samples::twice, FindingKind::double_free,
         "frees at csv.cpp:27 in free a block of 12 bytes again: csv.cpp:13 "
         "allocated it, csv.cpp:27 freed it");
  expect(samples::mismatch, FindingKind::mismatched_free,
         "csv.cpp:28 frees what csv.cpp:13 allocated: alloc-dealloc-mismatch "
         "(malloc vs operator delete)");
}

TEST(SanitizerFindings, TheFirstLeak) {
  expect(samples::leaks, FindingKind::memory_leak,
         "33 bytes in 1 block that csv.cpp:13 allocated: lost");
}

// UBSan and ASan both report it: ASan's tells more.
TEST(SanitizerFindings, TheSameErrorOfTwoSanitizers) {
  expect(samples::null, FindingKind::null_pointer,
         "writes at csv.cpp:14, through a null pointer");
  expect(samples::global, FindingKind::out_of_bounds,
         "writes 4 bytes at csv.cpp:33, outside of the global variable t");
}

TEST(SanitizerFindings, Locals) {
  expect(samples::returned, FindingKind::use_after_scope,
         "reads 4 bytes at csv.cpp:35, in the local a, whose function has "
         "returned");
}

TEST(SanitizerFindings, OtherKinds) {
  expect(samples::overlap, FindingKind::overlapping_copy,
         "copies at csv.cpp:39 in memcpy to bytes that it copies from");
  expect(samples::negative, FindingKind::out_of_bounds,
         "asks at csv.cpp:58 in memcpy for a negative number of bytes");
  EXPECT_EQ(found(samples::too_large).kind, FindingKind::too_much_memory);
  expect(samples::shift, FindingKind::undefined_behaviour,
         "at csv.cpp:44: shift exponent 42 is too large for 32-bit type "
         "'int'");
}

TEST(SanitizerFindings, AssertionsOfTheLibrary) {
  const Finding finding = found(samples::index);
  EXPECT_EQ(finding.kind, FindingKind::library_assertion);
  EXPECT_EQ(finding.actual,
            "csv.cpp:12: std::vector::operator[] requires __n < this->size()");
  EXPECT_EQ(finding.source,
            "csv.cpp:12 in csv::Reader::at\ncsv.cpp:42 in main");
}

// Without handle_abort there is no stack.
TEST(SanitizerFindings, AnAssertionWithoutItsStack) {
  const std::string line(samples::index,
                         std::string(samples::index).find('\n') + 1);
  expect(line.c_str(), FindingKind::library_assertion,
         "outside your files: stl_vector.h:1123 requires __n < this->size()");
}

TEST(SanitizerFindings, AnUnknownReportIsAnErrorAllTheSame) {
  expect(
      "==1==ERROR: AddressSanitizer: new-in-2040 on address 0x1\n"
      "    #0 0x1 in f() /home/me/csv.cpp:3:4\n",
      FindingKind::other_error, "at csv.cpp:3: new-in-2040 on address 0x1");
}

TEST(SanitizerFrames, OfBothCompilers) {
  const auto frame = read_sanitizer_frame(
      "    #1 0x55c9 in csv::put(char*, int) /home/a b/csv.cpp:14:51");
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->function, "csv::put(char*, int)");
  EXPECT_EQ(frame->folder, "/home/a b");
  EXPECT_EQ(frame->file, "csv.cpp");
  EXPECT_EQ(frame->line, 14u);
  const auto library = read_sanitizer_frame(
      "    #0 0x55e859 in malloc (/home/me/csv+0xa81fe) (BuildId: 57ce18b8)");
  ASSERT_TRUE(library);
  EXPECT_EQ(library->function, "malloc");
  EXPECT_EQ(library->line, 0u);
  EXPECT_FALSE(read_sanitizer_frame("#0 is no frame"));
  EXPECT_FALSE(read_sanitizer_frame("text"));
}

// Lines of a program can be of any length and hold any byte.
TEST(SanitizerFindings, HostileOutput) {
  std::string output =
      "==1==ERROR: AddressSanitizer: " + std::string(300000, '(') +
      "\x1b[31m\n";
  for (int i = 0; i < 1000; ++i)
    output += "x: runtime error: " + std::string(3000, ':') + "\n";
  const Finding finding = found(output);
  EXPECT_EQ(finding.kind, FindingKind::other_error);
  EXPECT_EQ(finding.actual.find('\x1b'), std::string::npos);
  EXPECT_LT(finding.actual.size(), 3000u);
}

}  // namespace
}  // namespace heaplab::grade
