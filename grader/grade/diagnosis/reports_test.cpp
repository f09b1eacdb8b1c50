// Every report of the lab, made for some students: it shows the class and the
// lines that are the right answers.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "grade/diagnosis/report.hpp"
#include "sandbox/scratch_folder.hpp"

namespace heaplab::grade::diagnosis {
namespace {

namespace fs = std::filesystem;

std::vector<Program> programs() {
  return read_programs(fs::path(HEAPLAB_LABS) / "02-memory-errors/diagnosis");
}

// The lines of source.cpp that stand in the report, in its order.
std::vector<std::uint64_t> lines_in(const std::string& report) {
  static const std::regex place("source\\.cpp:(\\d+)");
  std::vector<std::uint64_t> lines;
  for (std::sregex_iterator at(report.begin(), report.end(), place), end;
       at != end; ++at)
    lines.push_back(std::stoull((*at)[1]));
  return lines;
}

// The first error of Memcheck's, as one line.
std::string first_error(const std::string& report) {
  static const std::regex margin("==[0-9]+== ?");
  std::string part;
  std::istringstream lines(std::regex_replace(report, margin, ""));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) {
      part += line + " ";
    } else if (part.find(" at 0x") != std::string::npos) {
      return part;
    } else {
      part.clear();
    }
  }
  return part;
}

class Reports : public testing::TestWithParam<Program> {
 protected:
  void expect_answers(const std::string& student) {
    const Program& program = GetParam();
    const Sheet sheet = make_sheet(program, student);
    const sandbox::ScratchFolder folder;
    const Report report =
        make_report(sheet, program.tool, folder.path(), sandbox::run_confined);
    if (!report.missing.empty()) GTEST_SKIP() << report.missing;
    SCOPED_TRACE(
        fmt::format("student {}\n{}\n{}", student, sheet.text(), report.text));
    const ErrorClass* const shown = find_class(program.error_class);
    ASSERT_NE(shown, nullptr);
    EXPECT_THAT(report.text, Not(testing::HasSubstr(folder.path().string())));
    expect_class(*shown, report.text);
    expect_lines(sheet, report.text);
  }

 private:
  static void expect_class(const ErrorClass& shown, const std::string& report) {
    const bool memcheck = GetParam().tool == Tool::memcheck;
    const std::string form(memcheck ? shown.memcheck : shown.asan);
    EXPECT_TRUE(std::regex_search(memcheck ? first_error(report) : report,
                                  std::regex(form)))
        << form;
  }

  // The innermost frame of the first stack is guilty; a leak happens nowhere.
  static void expect_lines(const Sheet& sheet, const std::string& report) {
    const auto lines = lines_in(report);
    ASSERT_FALSE(lines.empty());
    const std::string& word = GetParam().error_class;
    if (word == "leak") {
      EXPECT_EQ(lines.front(), sheet.allocated);
    } else if (word == "stack-overflow") {
      EXPECT_GT(std::count(lines.begin(), lines.end(), sheet.guilty), 10);
    } else {
      EXPECT_EQ(lines.front(), sheet.guilty);
      if (sheet.allocated == 0) return;
      EXPECT_THAT(lines, testing::Contains(sheet.allocated));
    }
  }
};

TEST_P(Reports, ShowTheAnswers) {
  for (const char* student : {"reference", "ana", "boris"})
    expect_answers(student);
}

INSTANTIATE_TEST_SUITE_P(Lab02, Reports, testing::ValuesIn(programs()),
                         [](const auto& one) {
                           std::string name = one.param.name;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace heaplab::grade::diagnosis
