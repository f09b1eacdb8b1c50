#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/memory/memcheck_samples.hpp"

namespace heaplab::grade {
namespace {

TEST(MemcheckFindings, ValuesThatWereNeverSet) {
  const Stack heap = {"Uninitialised value was created by a heap allocation",
                      makes};
  const Finding condition =
      found("UninitCondition",
            "Conditional jump or move depends on uninitialised value(s)",
            {puts_it, heap});
  EXPECT_EQ(condition.kind, FindingKind::uninitialised_value);
  EXPECT_EQ(condition.actual,
            "decides at csv.cpp:57 by a value that was never set; it lies in a "
            "block that csv.cpp:41 allocated");
  const Finding address =
      found("UninitValue", "Use of uninitialised value of size 8",
            {puts_it,
             {"Uninitialised value was created by a stack allocation",
              {in_csv(14, "csv::sum(int)")}}});
  EXPECT_EQ(address.actual,
            "uses at csv.cpp:57, as an address or an index, a value that was "
            "never set; it is a local of the function csv.cpp:14 in csv::sum");
  const Finding written =
      found("SyscallParam",
            "Syscall param write(buf) points to uninitialised byte(s)",
            {{"", {elsewhere("write"), in_csv(33, "main")}}});
  EXPECT_EQ(written.actual,
            "hands over at csv.cpp:33 in write, to write(buf), bytes that were "
            "never set");
}

TEST(MemcheckFindings, ABufferThatIsTooSmallForTheSystem) {
  const Finding finding = found(
      "SyscallParam", "Syscall param read(buf) points to unaddressable byte(s)",
      {{"", {elsewhere("read"), in_csv(33, "main")}},
       {"Address 0x4a43044 is 0 bytes after a block of size 4 alloc'd",
        makes}});
  EXPECT_EQ(finding.kind, FindingKind::out_of_bounds);
  EXPECT_EQ(finding.actual,
            "writes at csv.cpp:33 in read, just after a block of 4 bytes that "
            "csv.cpp:41 allocated");
}

}  // namespace
}  // namespace heaplab::grade
