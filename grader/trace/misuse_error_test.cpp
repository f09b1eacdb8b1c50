// What the parser says about mistakes in misuse traces.
#include <gtest/gtest.h>

#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

TEST(MisuseErrors, BeyondTheGuards) {
  EXPECT_EQ(error_of("new 0 24\nwrite 0 24 17\n"),
            "t.trace:2:9: expected bytes from -16 to 39 of block 0, which has "
            "24 bytes and two guards, found 17 from 24 on\n"
            "write 0 24 17\n"
            "        ^ beyond the guards nobody knows what stands there");
  EXPECT_EQ(error_of("new 0 24\nread 0 -17 1\n"),
            "t.trace:2:8: expected bytes from -16 to 39 of block 0, which has "
            "24 bytes and two guards, found 1 from -17 on\n"
            "read 0 -17 1\n"
            "       ^ beyond the guards nobody knows what stands there");
  EXPECT_EQ(error_of("new 0 24\nfree_at 0 40\n"),
            "t.trace:2:11: expected bytes from -16 to 39 of block 0, which has "
            "24 bytes and two guards, found 1 from 40 on\n"
            "free_at 0 40\n"
            "          ^ beyond the guards nobody knows what stands there");
  EXPECT_EQ(error_of("new 0 24\ncopy 0 0 0 -257 8\n"),
            "t.trace:2:12: expected bytes from -256 to 279 of block 0, which "
            "has 24 bytes, found 8 from -257 on\n"
            "copy 0 0 0 -257 8\n"
            "           ^ a copy starts at most 256 bytes beside a block");
  EXPECT_EQ(error_of("new 0 24\nwrite 0 -16 56\ncopy 0 0 0 -256 24\n"), "");
}

TEST(MisuseErrors, ABlockThatMayBeUsedAgain) {
  EXPECT_EQ(error_of("new 0 24\ndelete 0\na 1 70000\nf 1\ndelete 0\n"),
            "t.trace:5:8: expected the id of a block that lives or is in "
            "quarantine, found 0, which was freed in line 2 and may be used "
            "again by now\n"
            "delete 0\n"
            "       ^\nname it before more than 65536 bytes, guards included, "
            "are freed after it");
}

TEST(MisuseErrors, NothingToAccess) {
  EXPECT_EQ(error_of("new 0 24\nread 0 0 0\n"),
            "t.trace:2:10: expected at least one byte to access, found 0\n"
            "read 0 0 0\n"
            "         ^ remove this line");
  EXPECT_EQ(error_of("new 0 24\nfree_at 0 0\n"),
            "t.trace:2:11: expected an offset from the block's begin, found 0\n"
            "free_at 0 0\n"
            "          ^ that is no misuse of free_at: write free 0");
}

TEST(MisuseErrors, StrictOperationsOnAnotherFamily) {
  EXPECT_EQ(error_of("new[] 0 24\nf 0\n"),
            "t.trace:2:3: expected a block from malloc, found 0, which is from "
            "new[] in line 1\n"
            "f 0\n"
            "  ^ if that is meant, write: free 0");
  EXPECT_EQ(error_of("new 0 24\nr 0 9\n"),
            "t.trace:2:3: expected a block from malloc, found 0, which is from "
            "new in line 1\n"
            "r 0 9\n"
            "  ^ if that is meant, write: realloc 0 BYTES");
}

TEST(MisuseErrors, StrictOperationsOnADeadBlock) {
  EXPECT_EQ(error_of("a 0 24\nfree 0\nf 0\n"),
            "t.trace:3:3: expected the id of a live block, found 0, which was "
            "freed in line 2\n"
            "f 0\n"
            "  ^ remove this line, or allocate the id again before it");
}

TEST(MisuseErrors, AfterTheExit) {
  EXPECT_EQ(error_of("new 0 24\nexit\nverify\n"),
            "t.trace:3:1: expected nothing after the exit in line 2, found "
            "\"verify\"\n"
            "verify\n"
            "^ move the exit to the end, or remove this line");
}

TEST(MisuseErrors, WithOtherKindsOfTraces) {
  EXPECT_EQ(error_of("mark 0\nnew 0 24\n"),
            "t.trace:2:1: expected no marks in a trace with misuse, found "
            "\"new\"; line 1 has the other\n"
            "new 0 24\n"
            "^ a debugging allocator has none; move these lines to a trace of "
            "their own");
  EXPECT_EQ(error_of("new 0 24\nexpect check\n"),
            "t.trace:2:1: expected no \"expect\" in a trace with misuse, found "
            "\"expect\"; line 1 has the other\n"
            "expect check\n"
            "^ remove it: the judge knows what must follow");
  EXPECT_EQ(error_of("new 0 24\ncall 1 8\n"),
            "t.trace:2:1: expected only operations on a heap, as in line 1, "
            "found \"call\"\n"
            "call 1 8\n"
            "^ a trace has one or the other; move these lines to one of their "
            "own");
}

TEST(MisuseErrors, FieldsThatMayBeMissing) {
  EXPECT_EQ(error_of("new 0\n"),
            "t.trace:1:6: expected \"new ID BYTES [ALIGNMENT]\", found no "
            "BYTES\n"
            "new 0\n"
            "     ^ write BYTES here");
  EXPECT_EQ(error_of("new 0 1 2 3\n"),
            "t.trace:1:11: expected \"new ID BYTES [ALIGNMENT]\", found \"3\" "
            "after it\n"
            "new 0 1 2 3\n"
            "          ^ remove it, or put a # before it to make it a comment");
  EXPECT_EQ(error_of("new 0 1 48\n"),
            "t.trace:1:9: expected an alignment that is a power of two, found "
            "48\n"
            "new 0 1 48\n"
            "        ^ the nearest are 32 and 64");
}

TEST(MisuseErrors, Sites) {
  std::string text;
  for (int k = 0; k < 16; ++k) text += "at f" + std::to_string(k) + ".cpp 1\n";
  EXPECT_EQ(error_of(text + "a 0 1\n"), "");
  EXPECT_EQ(error_of(text + "at other.cpp 1\n"),
            "t.trace:17:4: expected at most 16 files in a trace, found "
            "another\n"
            "at other.cpp 1\n"
            "   ^ use one of those above");
}

}  // namespace
}  // namespace heaplab::trace
