#include "grade/diagnosis/sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "grade/diagnosis/folder_name.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade::diagnosis {
namespace {

namespace fs = std::filesystem;

Program program_of(const std::string& text) {
  Program program;
  program.name = "01-test";
  program.file = "01-test.cpp";
  program.values["site"] = {0, 1, {}};
  program.values["n"] = {3, 9, {}};
  program.values["word"] = {0, 0, {"up", "down"}};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    program.lines.push_back(line);
  return program;
}

std::string error_of(const std::string& text) {
  try {
    make_sheet(program_of(text), "ana");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Sheet, FillsInValuesAndNumbersTheLines) {
  const Sheet sheet = make_sheet(program_of("// clang-format off\n"
                                            "int a[$n];  // $word\n"
                                            "  //! allocated\n"
                                            "new int;\n"
                                            "\n"
                                            "  //! guilty\n"
                                            "a[$n] = 0;\n"),
                                 "ana");
  const std::string& n = sheet.chosen.at("n");
  EXPECT_THAT(
      sheet.source,
      testing::ElementsAre("int a[" + n + "];  // " + sheet.chosen.at("word"),
                           "new int;", "", "a[" + n + "] = 0;"));
  EXPECT_EQ(sheet.allocated, 2u);
  EXPECT_EQ(sheet.guilty, 4u);
}

TEST(Sheet, KeepsLinesByTheirConditions) {
  const Program program = program_of(
      "//! when site=0 guilty\nzero\n//! unless site=0 guilty\nother\n"
      "//! allocated if site=1\nlast\n");
  std::set<std::string> seen;
  for (const char* student : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    const Sheet sheet = make_sheet(program, student);
    const bool zero = sheet.chosen.at("site") == "0";
    EXPECT_THAT(sheet.source,
                testing::ElementsAre(zero ? "zero" : "other", "last"));
    EXPECT_EQ(sheet.guilty, 1u);
    EXPECT_EQ(sheet.allocated, zero ? 0u : 2u);
    seen.insert(sheet.source.front());
  }
  EXPECT_EQ(seen.size(), 2u);
}

TEST(Sheet, ShufflesPiecesAndCopiesRows) {
  const Program program = program_of(
      "//! shuffle\na\na\n//! and\n//! rows 2 4 n\n{$n},\n//! end\n//! end\n"
      "//! guilty\nz\n");
  std::set<std::string> first;
  std::set<std::size_t> lengths;
  for (const char* student : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    const Sheet sheet = make_sheet(program, student);
    EXPECT_EQ(sheet.source.back(), "z");
    EXPECT_EQ(sheet.guilty, sheet.source.size());
    first.insert(sheet.source.front().substr(0, 1));
    lengths.insert(sheet.source.size());
  }
  EXPECT_EQ(first.size(), 2u);
  EXPECT_GT(lengths.size(), 1u);
  EXPECT_GE(*lengths.begin(), 5u);
  EXPECT_LE(*lengths.rbegin(), 7u);
}

TEST(Sheet, IsTheSameForOneStudentInAnyCase) {
  const Program program = program_of(
      "//! rows 1 9 n\n$n\n//! end\n"
      "//! guilty\nz\n");
  EXPECT_EQ(make_sheet(program, "Ana").text(),
            make_sheet(program, "ana").text());
  EXPECT_NE(make_sheet(program, "ana").text(),
            make_sheet(program, "boris").text());
}

TEST(Sheet, SaysWhereATemplateIsWrong) {
  const std::string form = "; grader/grade/diagnosis/program.hpp has the form";
  EXPECT_EQ(error_of("a\n//! guilty\n$x\n"),
            "01-test.cpp:3: an unknown value" + form);
  EXPECT_EQ(error_of("//! gilty\na\n"),
            "01-test.cpp:1: an unknown mark" + form);
  EXPECT_EQ(error_of("a\n"),
            "01-test.cpp:1: expected one line that is guilty" + form);
  EXPECT_EQ(error_of("//! guilty\na\n//! guilty\nb\n"),
            "01-test.cpp:1: expected one line that is guilty" + form);
  EXPECT_EQ(
      error_of("//! shuffle\na\n"),
      "01-test.cpp:1: expected a mark `//! end` further down, found none" +
          form);
  EXPECT_EQ(error_of("//! when nowhere=1\na\n"),
            "01-test.cpp:1: expected NAME=VALUE" + form);
  EXPECT_EQ(error_of("//! rows 2\na\n//! end\n"),
            "01-test.cpp:1: expected `//! rows LOW HIGH NAMES`" + form);
}

TEST(Sheet, TwoStudentsHaveDifferentAnswers) {
  const auto programs =
      read_programs(fs::path(HEAPLAB_LABS) / "02-memory-errors/diagnosis");
  EXPECT_EQ(programs.size(), 15u);
  for (const auto& [one, other] :
       {std::pair("ana", "boris"), std::pair("ines", "jonas")}) {
    std::size_t same = 0;
    for (const Program& program : programs) {
      const Sheet mine = make_sheet(program, one);
      const Sheet theirs = make_sheet(program, other);
      EXPECT_NE(mine.text(), theirs.text()) << program.name;
      if (mine.guilty == theirs.guilty && mine.allocated == theirs.allocated)
        ++same;
    }
    EXPECT_LE(same, 3u) << one << " and " << other;
  }
}

TEST(Sheet, ShowsNoMark) {
  for (const Program& program :
       read_programs(fs::path(HEAPLAB_LABS) / "02-memory-errors/diagnosis")) {
    const std::string text = make_sheet(program, "ana").text();
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("//!")));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("$")));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("clang-format")));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("guilty")));
    const auto lines = std::count(text.begin(), text.end(), '\n');
    EXPECT_GE(lines, 30) << program.name;
    EXPECT_LE(lines, 95) << program.name;
  }
}

TEST(FolderName, IsTheIdWhereItCanBe) {
  EXPECT_EQ(folder_name("s1234567"), "s1234567");
  EXPECT_EQ(folder_name("ana.b_c-d"), "ana.b_c-d");
  EXPECT_THAT(folder_name("../../etc"),
              testing::MatchesRegex("_\\.\\._\\.\\._etc-[0-9a-f]{8}"));
  EXPECT_NE(folder_name("a/b"), folder_name("a b"));
}

TEST(Programs, AreReadStrictly) {
  const sandbox::ScratchFolder folder;
  const auto error_in = [&folder](const std::string& facts) {
    write_file(folder.path() / "01-a.cpp", "int main() {}\n");
    write_file(folder.path() / "01-a.toml", facts);
    try {
      read_programs(folder.path());
    } catch (const InputError& error) {
      return std::string(error.what())
          .substr(folder.path().string().size() + 1);
    }
    return std::string("no error");
  };
  const std::string head = "title = \"t\"\ntool = \"memcheck\"\n";
  EXPECT_EQ(error_in("title = \"t\"\ntool = \"gdb\"\n"),
            "01-a.toml:2:8: \"tool\" must be \"memcheck\" or \"asan\", found "
            "\"gdb\"");
  EXPECT_EQ(error_in(head + "shows = \"use-after-return\"\n"),
            "01-a.toml:3:9: the tool does not see the class "
            "\"use-after-return\"; choose the other tool");
  const std::string whole = head + "shows = \"leak\"\nexplanation = \"e\"\n";
  EXPECT_EQ(error_in(whole + "cwe = [0.5]\n"),
            "01-a.toml:5:7: \"cwe\" must be numbers from 1 to 9999, in "
            "brackets");
  EXPECT_EQ(
      error_in(whole + "cwe = [401]\n[values]\nn = [4, 2]\n").substr(0, 9),
      "01-a.toml");
  EXPECT_EQ(error_in(whole + "cwe = [401]\n"), "no error");
}

}  // namespace
}  // namespace heaplab::grade::diagnosis
