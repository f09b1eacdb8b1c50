#include "grade/clinic/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/clinic/memory_file.hpp"
#include "grade/clinic/memory_limits.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade::clinic {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::EndsWith;

constexpr std::string_view good = R"(title = "A reader"
purpose = """
It reads
tables."""
symptom = "It dies."
calls = ["malloc"]
[[bugs]]
id = "missing-nul"
title = "fields"
cwe = [193, 122]
detector = "growth"
hint = "Count."
)";

constexpr std::string_view tests = R"(TEST(Works, AsBefore) {}
TEST(MissingNul, Short) {}
TEST_F(MissingNul,
       Long) {}
)";

class ClinicProgram : public testing::Test {
 protected:
  ClinicProgram() {
    kit_.root = scratch_.path();
    lab_.id = "02-lab";
    lab_.path = kit_.lab("02-lab") / "lab.toml";
    exercise_.id = "csv";
    exercise_.repairs = "csv.cpp";
    fs::create_directories(folder());
    write_file(folder() / "csv_test.cpp", tests);
  }
  fs::path folder() const { return lab_.folder() / "clinic" / "csv"; }
  Program read(const std::string& text, bool hidden = false) const {
    write_file(folder() / "program.toml", text);
    return read_program(kit_, lab_, exercise_, hidden);
  }
  std::string error_with(const std::string& from, const std::string& to) const {
    std::string text(good);
    text.replace(text.find(from), from.size(), to);
    try {
      read(text);
    } catch (const InputError& error) {
      return std::string(error.what()).substr(folder().string().size() + 1);
    }
    return "no error";
  }

  sandbox::ScratchFolder scratch_;
  Kit kit_;
  Manifest lab_;
  Exercise exercise_;
};

TEST_F(ClinicProgram, EachTestHasANameOfItsOwn) {
  write_file(folder() / "csv_test.cpp",
             std::string(tests) + "TEST(Works, AsBefore) {}\n");
  EXPECT_EQ(error_with("malloc", "malloc"),
            "csv_test.cpp: expected a name that no other test of the program "
            "has, visible or hidden, found Works.AsBefore again; rename it");
}

TEST_F(ClinicProgram, ReadsEverything) {
  write_file(folder() / "memory.toml",
             "\"Works.AsBefore\" = { allocations = 3, peak_bytes = 90 }\n");
  const Program program = read(std::string(good));
  EXPECT_EQ(program.purpose, "It reads tables.");
  EXPECT_THAT(program.calls, ElementsAre("malloc"));
  ASSERT_EQ(program.bugs.size(), 1u);
  EXPECT_EQ(program.bugs[0].suite, "MissingNul");
  EXPECT_THAT(program.bugs[0].cwe, ElementsAre(193, 122));
  EXPECT_EQ(program.bugs[0].detector, Detector::growth);
  ASSERT_EQ(program.tests_of("MissingNul").size(), 2u);
  EXPECT_EQ(program.tests_of("MissingNul")[1].name, "MissingNul.Long");
  EXPECT_EQ(program.reference.at("Works.AsBefore").peak_bytes, 90u);
}

TEST_F(ClinicProgram, ReadsHiddenTestsWhereTheyAreWanted) {
  const fs::path hidden = kit_.solution("02-lab") / "hidden" / "clinic";
  fs::create_directories(hidden);
  write_file(hidden / "csv_test.cpp", "TEST(MissingNul, Other) {}\n");
  EXPECT_EQ(read(std::string(good)).tests.size(), 3u);
  const Program program = read(std::string(good), true);
  ASSERT_EQ(program.tests.size(), 4u);
  EXPECT_EQ(program.tests[3].name, "MissingNul.Other");
  EXPECT_TRUE(program.tests[3].hidden);
}

TEST_F(ClinicProgram, RefusesABugWithoutATest) {
  EXPECT_EQ(error_with("missing-nul", "whole-file"),
            "program.toml: expected a test of the suite WholeFile, found none; "
            "add TEST(WholeFile, …)");
}

TEST_F(ClinicProgram, RefusesWrongWords) {
  EXPECT_THAT(error_with("\"growth\"", "\"luck\""),
              EndsWith("\"detector\" must be memcheck, asan, ubsan, "
                       "assertions, native, growth or descriptors, found "
                       "\"luck\""));
  EXPECT_THAT(error_with("\"missing-nul\"", "\"works\""),
              EndsWith("\"id\" must be small letters and digits with \"-\" "
                       "between, and not \"works\", found \"works\""));
  EXPECT_THAT(error_with("[193, 122]", "[\"193\"]"),
              EndsWith("\"cwe\" must be an array of whole numbers, found a "
                       "string in it"));
}

TEST(MemoryFile, IsReadAsItWasWritten) {
  const sandbox::ScratchFolder scratch;
  write_file(scratch.path() / "memory.toml",
             memory_text({{"A.One", {3, 90}}, {"A.Two", {0, 0}}}));
  std::map<std::string, Memory> memory;
  read_memory(scratch.path() / "memory.toml", memory);
  ASSERT_EQ(memory.size(), 2u);
  EXPECT_EQ(memory["A.One"].allocations, 3u);
  EXPECT_EQ(memory["A.One"].peak_bytes, 90u);
}

TEST(TooMuch, IsMoreThanTwiceAndALittle) {
  const clinic::Test test{"A.One", "A", false};
  EXPECT_FALSE(too_much(test, {22, 712}, {3, 100}));
  const auto bytes = too_much(test, {3, 713}, {3, 100});
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->expected,
            "A.One needs at most 712 bytes at once; a repair needs 100");
  EXPECT_EQ(bytes->actual, "it needs 713 bytes");
  const auto blocks = too_much(test, {23, 0}, {3, 100});
  ASSERT_TRUE(blocks);
  EXPECT_EQ(blocks->expected,
            "A.One needs at most 22 blocks; a repair needs 3");
  EXPECT_EQ(blocks->actual, "it needs 23 blocks");
}

}  // namespace
}  // namespace heaplab::grade::clinic
