// The text of every complaint about an operation or an expectation.
#include <gtest/gtest.h>

#include "trace/test_traces.hpp"

namespace heaplab::trace {
namespace {

// With a header, so that the file is the kit's own.
std::string error_in(const std::string& body) {
  return error_of("points: 1\n" + body);
}

TEST(OperationErrors, UnknownOperation) {
  EXPECT_EQ(error_in("x 0 64\n"),
            "t.trace:2:1: expected an operation, found \"x\"\n"
            "x 0 64\n"
            "^\nthe operations are a, c, m, r, f, mark, release, call, alloca, "
            "return, unwind, walk, spawn, resume, yield, finish, expect, "
            "calloc, new, new[], delete, delete[], free, realloc, free_at, "
            "free_wild, write, copy, read, verify, exit and at");
}

TEST(OperationErrors, MissingField) {
  EXPECT_EQ(error_in("a 3\n"),
            "t.trace:2:4: expected \"a ID BYTES\", found no BYTES\n"
            "a 3\n"
            "   ^ write BYTES here");
  EXPECT_EQ(error_in("m 3   # aligned\n"),
            "t.trace:2:4: expected \"m ID ALIGNMENT BYTES\", found no "
            "ALIGNMENT\n"
            "m 3   # aligned\n"
            "   ^ write ALIGNMENT here");
}

TEST(OperationErrors, ExtraField) {
  EXPECT_EQ(error_in("f 0 9 8 7 6 5\n"),
            "t.trace:2:5: expected \"f ID\", found \"9\" after it\n"
            "f 0 9 8 7 6 5\n"
            "    ^ remove it, or put a # before it to make it a comment");
}

TEST(OperationErrors, NotANumber) {
  EXPECT_EQ(error_in("a 0 12x\n"),
            "t.trace:2:5: expected a number of bytes, found \"12x\"\n"
            "a 0 12x\n"
            "    ^ write decimal digits only");
  EXPECT_EQ(error_in("a +1 12\n"),
            "t.trace:2:3: expected an id, found \"+1\"\n"
            "a +1 12\n"
            "  ^ write decimal digits only");
}

TEST(OperationErrors, NegativeNumber) {
  EXPECT_EQ(
      error_in("a 0 -5\n"),
      "t.trace:2:5: expected a number of bytes, found the negative \"-5\"\n"
      "a 0 -5\n"
      "    ^ only \"f -1\" takes a negative number: it is free(nullptr)");
  EXPECT_EQ(error_in("r -1 5\n"),
            "t.trace:2:3: expected an id, found the negative \"-1\"\n"
            "r -1 5\n"
            "  ^ only \"f -1\" takes a negative number: it is free(nullptr)");
  EXPECT_EQ(error_in("f -2\n"),
            "t.trace:2:3: expected an id, found the negative \"-2\"\n"
            "f -2\n"
            "  ^ only \"f -1\" takes a negative number: it is free(nullptr)");
}

TEST(OperationErrors, LeftmostMistakeFirst) {
  EXPECT_EQ(error_in("m x y z\n"),
            "t.trace:2:3: expected an id, found \"x\"\n"
            "m x y z\n"
            "  ^ write decimal digits only");
}

TEST(OperationErrors, SizeOverflow) {
  EXPECT_EQ(error_in("a 0 18446744073709551615\n"), "");
  EXPECT_EQ(error_in("a 0 18446744073709551616\n"),
            "t.trace:2:5: expected a number of bytes, found "
            "\"18446744073709551616\", which is too large\n"
            "a 0 18446744073709551616\n"
            "    ^ the largest is 18446744073709551615 (2^64 - 1)");
}

TEST(OperationErrors, IdOverflow) {
  EXPECT_EQ(error_in("a 4294967295 1\n"), "");
  EXPECT_EQ(error_in("a 4294967296 1\n"),
            "t.trace:2:3: expected an id, found \"4294967296\", which is too "
            "large\n"
            "a 4294967296 1\n"
            "  ^ the largest is 4294967295 (2^32 - 1)");
}

TEST(OperationErrors, IdAllocatedTwice) {
  EXPECT_EQ(error_in("a 7 1\nf 7\nc 7 1\na 7 2\n"),
            "t.trace:5:3: expected an id that is not in use, found 7, which "
            "was allocated in line 4\n"
            "a 7 2\n"
            "  ^ free that block first, or use another id");
}

TEST(OperationErrors, IdNeverAllocated) {
  EXPECT_EQ(error_in("a 0 1\nf 7\n"),
            "t.trace:3:3: expected the id of a block, found 7, which was never "
            "allocated\n"
            "f 7\n"
            "  ^ allocate it first: a 7 BYTES");
  EXPECT_EQ(error_in("r 7 10\n"),
            "t.trace:2:3: expected the id of a block, found 7, which was never "
            "allocated\n"
            "r 7 10\n"
            "  ^ allocate it first: a 7 BYTES");
}

TEST(OperationErrors, IdAlreadyFreed) {
  EXPECT_EQ(error_in("a 7 1\nf 7\nr 7 2\n"),
            "t.trace:4:3: expected the id of a live block, found 7, which was "
            "freed in line 3\n"
            "r 7 2\n"
            "  ^ remove this line, or allocate the id again before it");
}

TEST(OperationErrors, ReallocationToZeroFrees) {
  EXPECT_EQ(error_in("a 7 1\nr 7 0\nf 7\n"),
            "t.trace:4:3: expected the id of a live block, found 7, which was "
            "freed in line 3\n"
            "f 7\n"
            "  ^ remove this line, or allocate the id again before it");
}

TEST(OperationErrors, IdEndedByRelease) {
  EXPECT_EQ(error_in("a 1 1\nmark 0\na 2 1\nr 1 9\nrelease 0\nf 1\n"),
            "t.trace:7:3: expected the id of a live block, found 1, which was "
            "released in line 6\n"
            "f 1\n"
            "  ^ remove this line, or allocate the id again before it");
}

TEST(OperationErrors, AlignmentNotAPowerOfTwo) {
  EXPECT_EQ(error_in("m 0 24 64\n"),
            "t.trace:2:5: expected an alignment that is a power of two, found "
            "24\n"
            "m 0 24 64\n"
            "    ^ the nearest are 16 and 32");
  EXPECT_EQ(error_in("m 0 0 64\n"),
            "t.trace:2:5: expected an alignment that is a power of two, found "
            "0\n"
            "m 0 0 64\n"
            "    ^ the smallest is 1");
  EXPECT_EQ(error_in("m 0 9223372036854775809 64\n"),
            "t.trace:2:5: expected an alignment that is a power of two, found "
            "9223372036854775809\n"
            "m 0 9223372036854775809 64\n"
            "    ^ the largest is 9223372036854775808");
}

TEST(OperationErrors, ReleaseOfUnknownMark) {
  EXPECT_EQ(error_in("mark 0\nrelease 1\n"),
            "t.trace:3:9: expected a mark that is set, found 1\n"
            "release 1\n"
            "        ^ set it first: mark 1 (the release of an earlier mark "
            "unsets it)");
}

TEST(OperationErrors, ReleaseDropsLaterMarksAndKeepsItsOwn) {
  EXPECT_EQ(error_in("mark 0\nmark 1\nrelease 0\nrelease 0\n"), "");
  EXPECT_EQ(error_in("mark 0\nmark 1\nrelease 0\nrelease 1\n"),
            "t.trace:5:9: expected a mark that is set, found 1\n"
            "release 1\n"
            "        ^ set it first: mark 1 (the release of an earlier mark "
            "unsets it)");
}

TEST(OperationErrors, MarkTooLarge) {
  EXPECT_EQ(error_in("mark 65536\n"),
            "t.trace:2:6: expected the number of a mark, found \"65536\", "
            "which is too large\n"
            "mark 65536\n"
            "     ^ the largest is 65535");
}

TEST(ExpectErrors, NoSubject) {
  EXPECT_EQ(error_in("expect\n"),
            "t.trace:2:7: expected \"expect SUBJECT\", found no SUBJECT\n"
            "expect\n"
            "      ^ write SUBJECT here");
}

TEST(ExpectErrors, UnknownSubject) {
  EXPECT_EQ(error_in("expect freeblocks 1\n"),
            "t.trace:2:8: expected a subject to check, found \"freeblocks\"\n"
            "expect freeblocks 1\n"
            "       ^ did you mean \"free_blocks\"?");
  EXPECT_EQ(error_in("expect xyz 1\n"),
            "t.trace:2:8: expected a subject to check, found \"xyz\"\n"
            "expect xyz 1\n"
            "       ^\n"
            "the subjects are free_blocks, allocated_blocks, largest_free, "
            "heap_bytes, mappings, mapped_bytes, footprint, in_place, "
            "same_address, before, refused, granted and "
            "check");
}

TEST(ExpectErrors, WrongFields) {
  EXPECT_EQ(error_in("expect free_blocks\n"),
            "t.trace:2:19: expected \"expect free_blocks N\", found no N\n"
            "expect free_blocks\n"
            "                  ^ write N here");
  EXPECT_EQ(error_in("expect check 1\n"),
            "t.trace:2:14: expected \"expect check\", found \"1\" after it\n"
            "expect check 1\n"
            "             ^ remove it, or put a # before it to make it a "
            "comment");
}

TEST(ExpectErrors, IdNeverAllocated) {
  EXPECT_EQ(error_in("a 0 1\nexpect before 0 1\n"),
            "t.trace:3:17: expected the id of a block, found 1, which was "
            "never allocated\n"
            "expect before 0 1\n"
            "                ^ allocate it first: a 1 BYTES");
  EXPECT_EQ(error_in("expect granted 0\n"),
            "t.trace:2:16: expected the id of a block, found 0, which was "
            "never allocated\n"
            "expect granted 0\n"
            "               ^ allocate it first: a 0 BYTES");
}

TEST(ExpectErrors, InPlaceWithoutReallocation) {
  EXPECT_EQ(error_in("a 0 1\nr 0 2\nf 0\na 0 1\nexpect in_place 0\n"),
            "t.trace:6:17: expected the id of a reallocated block, found 0, "
            "which was not reallocated since its allocation\n"
            "expect in_place 0\n"
            "                ^ reallocate it first: r 0 BYTES");
}

TEST(ExpectErrors, SameAddressAsALiveBlock) {
  EXPECT_EQ(error_in("a 0 1\na 1 1\nexpect same_address 0 1\n"),
            "t.trace:4:23: expected the id of a freed block, found 1, which "
            "is still live\n"
            "expect same_address 0 1\n"
            "                      ^ two live blocks cannot have the same "
            "address");
}

}  // namespace
}  // namespace heaplab::trace
