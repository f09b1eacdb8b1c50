#include "grade/mutants.hpp"

#include <gtest/gtest.h>

#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view good =
    "finding: payload-changed\n"
    "about: it writes its footer one word too early\n"
    "\n"
    "--- a/allocator.cpp\n"
    "+++ b/allocator.cpp\n"
    "@@ -1,3 +1,3 @@\n"
    " one\n"
    "-two\n"
    "+three\n"
    " four\n";

class MutantsTest : public testing::Test {
 protected:
  fs::path file(const std::string& name, std::string_view text) const {
    write_file(scratch_.path() / name, text);
    return scratch_.path() / name;
  }
  std::string error_of(std::string_view text) const {
    const fs::path path = file("m.patch", text);
    try {
      read_mutant(path);
    } catch (const InputError& error) {
      return std::string(error.what()).substr(path.string().size());
    }
    return "no error";
  }

 private:
  sandbox::ScratchFolder scratch_;
};

TEST_F(MutantsTest, ReadsTheKindAndTheSentence) {
  const Mutant mutant = read_mutant(file("early-footer.patch", good));
  EXPECT_EQ(mutant.name, "early-footer");
  EXPECT_EQ(mutant.finding, judge::FindingKind::payload_changed);
  EXPECT_EQ(mutant.about, "it writes its footer one word too early");
}

TEST_F(MutantsTest, RefusesAWrongHeader) {
  EXPECT_EQ(error_of("about: x\n"),
            ":1: expected \"finding: …\", found \"about: x\"; write that line "
            "first");
  EXPECT_EQ(error_of("finding: overlap\n"),
            ":2: expected \"about: …\", found \"\"; write that line first");
  EXPECT_EQ(error_of("finding: payload-change\nabout: x\n"),
            ":1: there is no finding \"payload-change\"; did you mean "
            "\"payload-changed\"?");
}

TEST_F(MutantsTest, AppliesThePatchToACopy) {
  const Mutant mutant = read_mutant(file("m.patch", good));
  const fs::path solution = file("allocator.cpp", "one\ntwo\nfour\n");
  const auto folder = apply_mutant(mutant, solution);
  EXPECT_EQ(read_file(folder->path() / "allocator.cpp"), "one\nthree\nfour\n");
  EXPECT_EQ(read_file(solution), "one\ntwo\nfour\n");
}

TEST_F(MutantsTest, AppliesAPatchToAFileOfAnInstructionSet) {
  const fs::path patch = file("m.patch",
                              "finding: crash\nabout: x\n\n"
                              "--- a/aarch64/leaf.S\n"
                              "+++ b/aarch64/leaf.S\n"
                              "@@ -1 +1 @@\n-one\n+two\n");
  EXPECT_EQ(patched_file(patch), "aarch64/leaf.S");
  const fs::path solution = patch.parent_path() / "solution";
  for (const char* folder : {"aarch64", "x86-64", "mutants"})
    fs::create_directories(solution / folder);
  file("solution/aarch64/leaf.S", "one\n");
  file("solution/x86-64/leaf.S", "one\n");
  file("solution/mutants/x.cpp", "");
  file("solution/structs.cpp", "");
  const auto folder = apply_patch(patch, solution);
  EXPECT_EQ(read_file(folder->path() / "aarch64/leaf.S"), "two\n");
  EXPECT_EQ(read_file(folder->path() / "x86-64/leaf.S"), "one\n");
  EXPECT_TRUE(fs::exists(folder->path() / "structs.cpp"));
  EXPECT_FALSE(fs::exists(folder->path() / "mutants"));
}

TEST_F(MutantsTest, SaysThatAPatchChangesNothing) {
  const fs::path patch = file("m.patch", "finding: crash\nabout: x\n");
  try {
    patched_file(patch);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(), patch.string() +
                                ":1: expected a diff with a line \"+++ "
                                "b/FILE\", found none; make it by git diff");
  }
}

TEST_F(MutantsTest, SaysThatAPatchDoesNotFit) {
  const Mutant mutant = read_mutant(file("m.patch", good));
  const fs::path solution = file("allocator.cpp", "other\n");
  try {
    apply_mutant(mutant, solution);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_TRUE(std::string(error.what())
                    .starts_with(mutant.path.string() +
                                 ":1: the patch does not fit " +
                                 solution.string() + ": "))
        << error.what();
  }
}

TEST_F(MutantsTest, AreSortedByName) {
  file("b.patch", good);
  const fs::path folder = file("a.patch", good).parent_path();
  const std::vector<Mutant> mutants = read_mutants(folder);
  ASSERT_EQ(mutants.size(), 2u);
  EXPECT_EQ(mutants[0].name, "a");
  EXPECT_TRUE(read_mutants(folder / "none").empty());
}

}  // namespace
}  // namespace heaplab::grade
