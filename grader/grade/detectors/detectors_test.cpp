#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "grade/detectors/detector_table.hpp"
#include "grade/detectors/run_detectors.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"

namespace heaplab::grade {

void PrintTo(const DetectorCase& one, std::ostream* out) { *out << one.name; }

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<DetectorCase> all_cases() {
  return read_detector_cases(std::filesystem::path(HEAPLAB_LABS) /
                             "02-memory-errors" / "detectors");
}

class DetectorPrograms : public testing::TestWithParam<DetectorCase> {};

TEST_P(DetectorPrograms, AreNoticedAsTheirFirstLinesSay) {
  const DetectorTools tools = find_detector_tools();
  const Noticed noticed = run_detectors(GetParam(), tools);
  EXPECT_THAT(differences({"", {GetParam()}, {noticed}}), IsEmpty());
  if (!tools.valgrind)
    GTEST_SKIP() << "valgrind is not installed (package valgrind)";
}

INSTANTIATE_TEST_SUITE_P(All, DetectorPrograms, testing::ValuesIn(all_cases()),
                         [](const auto& one) { return one.param.name; });

// What the lab promises to show.
TEST(DetectorCases, CoverTheClassesOfTheLab) {
  std::set<unsigned> covered;
  for (const DetectorCase& one : all_cases()) covered.insert(one.cwe);
  for (const unsigned cwe :
       {121u, 122u, 124u, 125u, 126u, 127u, 131u, 170u, 193u, 401u, 415u,
        416u, 457u, 467u, 476u, 562u, 590u, 680u, 690u, 761u, 762u}) {
    EXPECT_TRUE(covered.contains(cwe)) << "CWE-" << cwe;
  }
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file) << text;
}

std::string refusal(const std::string& text) {
  const sandbox::ScratchFolder folder;
  const auto file = folder.path() / "one.cpp";
  write(file, text);
  try {
    read_detector_case(file);
  } catch (const InputError& error) {
    const std::string what = error.what();
    return what.substr(what.find("one.cpp"));
  }
  return "";
}

TEST(DetectorCases, FirstLinesThatAreNotAsAskedAreRefused) {
  EXPECT_EQ(refusal("int main() {}\n"),
            "one.cpp:1: expected \"// title: …\", found \"int main() {}\"");
  EXPECT_EQ(refusal("// title: A\n// cwe: many\n"),
            "one.cpp:2: expected a number, found \"many\"");
  EXPECT_EQ(refusal("// title: A\n// cwe: 1\n// memcheck: bad\n"),
            "one.cpp:3: expected a kind of finding, or nothing, found \"bad\"");
  EXPECT_EQ(refusal("// title: A\n// cwe: 1\n// memcheck: nothing\n"
                    "// asan: crash\n// assertions: abort\n// native: x\n"),
            "one.cpp:6: expected the name of a signal, or nothing, found "
            "\"x\"");
}

DetectorTable small_table() {
  DetectorCase one;
  one.name = "past_end";
  one.title = "A write past a block";
  one.cwe = 122;
  one.expected = {"out-of-bounds", "out-of-bounds", "nothing", "nothing"};
  DetectorCase other = one;
  other.name = "empty";
  other.title = "An empty optional";
  other.cwe = 908;
  return {"g++ 12.2.0 and Valgrind 3.19.0",
          {one, other},
          {{"out-of-bounds", "out-of-bounds", "nothing", "SIGABRT"},
           {std::nullopt, "nothing", "library-assertion", "nothing"}}};
}

TEST(DetectorTables, InMarkdown) {
  const std::string text = markdown_table(small_table());
  EXPECT_EQ(text,
            "| error | CWE | Memcheck | ASan + UBSan | assertions | none |\n"
            "|---|---|---|---|---|---|\n"
            "| [A write past a block](detectors/past_end.cpp) | 122 | "
            "out-of-bounds | out-of-bounds |  | SIGABRT |\n"
            "| [An empty optional](detectors/empty.cpp) | 908 | not installed "
            "|  | library-assertion |  |\n"
            "| **noticed, of 2** | | 1 | 1 | 1 | 1 |\n"
            "\n"
            "Measured with g++ 12.2.0 and Valgrind 3.19.0. An empty cell: "
            "nothing was noticed.\n");
  EXPECT_EQ(versions_in(text), "g++ 12.2.0 and Valgrind 3.19.0");
}

TEST(DetectorTables, OnATerminal) {
  EXPECT_EQ(
      terminal_table(small_table()),
      "With g++ 12.2.0 and Valgrind 3.19.0. A dot: nothing was noticed.\n"
      "\n"
      "CWE-122  A write past a block\n"
      "         out-of-bounds       out-of-bounds       .                 "
      "SIGABRT\n"
      "CWE-908  An empty optional\n"
      "         not installed       .                   library-assertion .\n"
      "\n"
      "         Memcheck            ASan + UBSan        assertions        "
      "none\n"
      "of 2     1                   1                   1                 1\n");
}

TEST(DetectorTables, DifferencesNameFileAndColumn) {
  EXPECT_THAT(
      differences(small_table()),
      ElementsAre("past_end.cpp: native: expected nothing, found SIGABRT",
                  "empty.cpp: asan: expected out-of-bounds, found nothing",
                  "empty.cpp: assertions: expected nothing, found "
                  "library-assertion"));
}

TEST(DetectorTables, StandBetweenTheirMarks) {
  const std::string text =
      "Before\n<!-- detectors -->\nold\n<!-- /detectors -->\nAfter\n";
  EXPECT_EQ(between_marks(text, "README.md"), "old\n");
  EXPECT_EQ(with_table(text, "new\n", "README.md"),
            "Before\n<!-- detectors -->\nnew\n<!-- /detectors -->\nAfter\n");
  try {
    between_marks("none", "README.md");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "README.md: expected the lines <!-- detectors --> and <!-- "
                 "/detectors -->, found no first one; write both where the "
                 "table belongs");
  }
}

TEST(DetectorTools, NamesItsCompilers) {
  EXPECT_EQ(compiler_version("g++ (Debian 12.2.0-14+deb12u1) 12.2.0\nfoo"),
            "g++ 12.2.0");
  EXPECT_EQ(compiler_version("Debian clang version 14.0.6\nTarget: x"),
            "clang 14.0.6");
  EXPECT_EQ(compiler_version("g++ (Ubuntu 11.4.0-1ubuntu1~22.04) 11.4.0"),
            "g++ 11.4.0");
}

TEST(DetectorTools, WithoutValgrindItsColumnIsEmpty) {
  const DetectorTools tools = find_detector_tools("/nonexistent");
  EXPECT_FALSE(tools.valgrind);
  EXPECT_THAT(tool_versions(tools), testing::EndsWith(" without Valgrind"));
  const auto cases = all_cases();
  EXPECT_FALSE(run_detectors(cases.front(), tools).memcheck);
}

}  // namespace
}  // namespace heaplab::grade
