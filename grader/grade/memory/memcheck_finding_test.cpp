// Memcheck's errors, in a student's terms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/memory/memcheck_samples.hpp"

namespace heaplab::grade {
namespace {

using testing::ElementsAre;

TEST(MemcheckFindings, AWriteJustAfterABlock) {
  const Finding finding =
      found("InvalidWrite", "Invalid write of size 1",
            {puts_it,
             {"Address 0x4a4304c is 0 bytes after a block of size 12 alloc'd",
              makes}});
  EXPECT_EQ(finding.kind, FindingKind::out_of_bounds);
  EXPECT_EQ(finding.expected,
            "accesses of live blocks only, within their size");
  EXPECT_EQ(finding.actual,
            "writes 1 byte at csv.cpp:57, just after a block of 12 bytes that "
            "csv.cpp:41 allocated");
  EXPECT_EQ(finding.source, "csv.cpp:57 in csv::put\ncsv.cpp:71 in main");
  EXPECT_THAT(finding.steps,
              ElementsAre("csv.cpp:41 in csv::make allocated a block of 12 "
                          "bytes by malloc",
                          "csv.cpp:57 in csv::put wrote 1 byte"));
  EXPECT_EQ(finding.heap,
            "  offset  bytes\n"
            "       0  #### #### #### W...\n"
            "          # the block: 12 bytes\n"
            "          W written: 1 byte\n");
}

TEST(MemcheckFindings, AReadBeforeALargeBlock) {
  const Finding finding = found(
      "InvalidRead", "Invalid read of size 4",
      {puts_it,
       {"Address 0x4a4304c is 4 bytes before a block of size 1,000 alloc'd",
        makes}});
  EXPECT_EQ(finding.actual,
            "reads 4 bytes at csv.cpp:57, 4 bytes before a block of 1000 bytes "
            "that csv.cpp:41 allocated");
  EXPECT_EQ(finding.heap,
            "  offset  bytes\n"
            "     -16  .... .... .... RRRR\n"
            "       0  #### #### #### ####\n"
            "     ...\n"
            "     992  #### #### .... ....\n"
            "          # the block: 1000 bytes\n"
            "          R read: 4 bytes\n");
}

TEST(MemcheckFindings, AReadAcrossTheEnd) {
  const Finding finding =
      found("InvalidRead", "Invalid read of size 8",
            {puts_it,
             {"Address 0x4a4304c is 8 bytes inside a block of size 10 alloc'd",
              makes}});
  EXPECT_EQ(finding.kind, FindingKind::out_of_bounds);
  EXPECT_EQ(finding.actual,
            "reads 8 bytes at csv.cpp:57, at byte 8 of a block of 10 bytes "
            "that csv.cpp:41 allocated, and so 6 bytes after its end");
}

TEST(MemcheckFindings, AFunctionOfTheLibraryIsNamed) {
  const Finding finding =
      found("InvalidRead", "Invalid read of size 1",
            {{"", {elsewhere("strlen"), in_csv(30, "csv::length()")}},
             {"Address 0x4a43044 is 0 bytes after a block of size 4 alloc'd",
              makes}});
  EXPECT_EQ(finding.actual,
            "reads 1 byte at csv.cpp:30 in strlen, just after a block of 4 "
            "bytes that csv.cpp:41 allocated");
}

TEST(MemcheckFindings, AUseAfterAFree) {
  const Finding finding = found(
      "InvalidRead", "Invalid read of size 1",
      {puts_it,
       {"Address 0x4a43043 is 3 bytes inside a block of size 12 free'd", frees},
       {"Block was alloc'd at", makes}});
  EXPECT_EQ(finding.kind, FindingKind::use_after_free);
  EXPECT_EQ(finding.actual,
            "reads 1 byte at csv.cpp:57, at byte 3 of a block of 12 bytes that "
            "csv.cpp:41 allocated and csv.cpp:43 freed");
  EXPECT_THAT(finding.steps,
              ElementsAre("csv.cpp:41 in csv::make allocated a block of 12 "
                          "bytes by malloc",
                          "csv.cpp:43 in csv::drop freed it by free",
                          "csv.cpp:57 in csv::put read 1 byte"));
}

TEST(MemcheckFindings, ADoubleFree) {
  const Finding finding = found(
      "InvalidFree", "Invalid free() / delete / delete[] / realloc()",
      {{"", {elsewhere("free"), in_csv(44, "csv::drop(char*)")}},
       {"Address 0x4a43040 is 0 bytes inside a block of size 12 free'd", frees},
       {"Block was alloc'd at", makes}});
  EXPECT_EQ(finding.kind, FindingKind::double_free);
  EXPECT_EQ(finding.actual,
            "frees at csv.cpp:44 in free a block of 12 bytes again: csv.cpp:41 "
            "allocated it, csv.cpp:43 freed it");
  EXPECT_EQ(finding.steps.back(),
            "csv.cpp:44 in csv::drop freed it again by free");
}

TEST(MemcheckFindings, FreesOfWhatIsNoBlock) {
  const Stack free = {"", {elsewhere("free"), in_csv(44, "csv::drop(char*)")}};
  const Finding inside =
      found("InvalidFree", "Invalid free()",
            {free,
             {"Address 0x4a43044 is 4 bytes inside a block of size 12 alloc'd",
              makes}});
  EXPECT_EQ(inside.kind, FindingKind::bad_free);
  EXPECT_EQ(inside.actual,
            "frees at csv.cpp:44 in free an address at byte 4 of a block of 12 "
            "bytes that csv.cpp:41 allocated");
  const Finding local =
      found("InvalidFree", "Invalid free()",
            {free,
             {"Address 0x1fff000480 is on thread 1's stack", {}},
             {"in frame #1, created by main (csv.cpp:14)", {}}});
  EXPECT_EQ(local.kind, FindingKind::bad_free);
  EXPECT_EQ(local.actual,
            "frees at csv.cpp:44 in free an address on the stack");
  const Finding global = found(
      "InvalidFree", "Invalid free()",
      {free, {"Address 0x111110 is 0 bytes inside data symbol \"g\"", {}}});
  EXPECT_EQ(global.actual,
            "frees at csv.cpp:44 in free address 0x111110, which is 0 bytes "
            "inside data symbol \"g\"");
}

TEST(MemcheckFindings, MismatchedFunctions) {
  const Finding finding = found(
      "MismatchedFree", "Mismatched free() / delete / delete []",
      {{"",
        {elsewhere("operator delete(void*, unsigned long)"),
         in_csv(50, "main")}},
       {"Address 0x4a43040 is 0 bytes inside a block of size 12 alloc'd",
        {elsewhere("operator new[](unsigned long)"), in_csv(41, "main")}}});
  EXPECT_EQ(finding.kind, FindingKind::mismatched_free);
  EXPECT_EQ(finding.actual,
            "csv.cpp:50 frees by operator delete a block of 12 bytes that "
            "csv.cpp:41 allocated by operator new[]");
}

TEST(MemcheckFindings, PointersToNothing) {
  const Finding null = found(
      "InvalidWrite", "Invalid write of size 4",
      {puts_it,
       {"Address 0x8 is not stack'd, malloc'd or (recently) free'd", {}}});
  EXPECT_EQ(null.kind, FindingKind::null_pointer);
  EXPECT_EQ(null.actual,
            "writes 4 bytes at csv.cpp:57, at address 0x8: a null pointer and "
            "an offset");
  const Finding wild = found(
      "InvalidRead", "Invalid read of size 1",
      {puts_it,
       {"Address 0x123456789 is not stack'd, malloc'd or (recently) free'd",
        {}}});
  EXPECT_EQ(wild.kind, FindingKind::invalid_access);
  EXPECT_EQ(wild.actual,
            "reads 1 byte at csv.cpp:57, at address 0x123456789, where no "
            "block is");
  const Finding dead =
      found("InvalidRead", "Invalid read of size 4",
            {puts_it,
             {"Address 0x1fff00026c is on thread 1's stack", {}},
             {"404 bytes below stack pointer", {}}});
  EXPECT_EQ(dead.kind, FindingKind::use_after_scope);
  EXPECT_EQ(dead.actual,
            "reads 4 bytes at csv.cpp:57, on the stack, where no function's "
            "locals are any more");
}

TEST(MemcheckFindings, Leaks) {
  Error lost =
      error("Leak_DefinitelyLost", "33 bytes in 1 blocks are …", {{"", makes}});
  lost.leaked_bytes = 33;
  lost.leaked_blocks = 1;
  const Finding finding = memcheck_finding(lost, files);
  EXPECT_EQ(finding.kind, FindingKind::memory_leak);
  EXPECT_EQ(finding.actual,
            "33 bytes in 1 block that csv.cpp:41 allocated: lost");
  EXPECT_EQ(finding.source, "csv.cpp:41 in csv::make\ncsv.cpp:70 in main");
  lost.kind = valgrind::ErrorKind::still_reachable;
  EXPECT_EQ(memcheck_finding(lost, files).actual,
            "33 bytes in 1 block that csv.cpp:41 allocated: never freed");
}

TEST(MemcheckFindings, Descriptors) {
  Error open = error("FdNotClosed", "", {puts_it});
  open.descriptor = 5;
  open.path = "/tmp/a";
  const Finding finding = memcheck_finding(open, files);
  EXPECT_EQ(finding.kind, FindingKind::descriptor_leak);
  EXPECT_EQ(finding.actual,
            "descriptor 5 (/tmp/a), opened at csv.cpp:57, is open at the end");
}

TEST(MemcheckFindings, OtherKinds) {
  EXPECT_EQ(found("FishyValue",
                  "Argument 'size' of function malloc has a fishy (possibly "
                  "negative) value: -13",
                  {{"", makes}})
                .kind,
            FindingKind::too_much_memory);
  EXPECT_EQ(found("Overlap", "", {puts_it}).actual,
            "copies at csv.cpp:57 to bytes that it copies from");
  const Finding other = found("New", "Something new", {puts_it});
  EXPECT_EQ(other.kind, FindingKind::other_error);
  EXPECT_EQ(other.actual, "Memcheck reports New, at csv.cpp:57: Something new");
}

TEST(MemcheckFindings, WithoutALineOfTheStudents) {
  const Finding finding =
      found("InvalidRead", "Invalid read of size 1",
            {{"", {elsewhere("strlen"), elsewhere("_start")}}});
  EXPECT_EQ(finding.source, "");
  EXPECT_EQ(finding.actual,
            "reads 1 byte outside your files, where no block is");
}

}  // namespace
}  // namespace heaplab::grade
