// ./lab diagnose: the reports of exercise diagnosis, made from a student's id.
#include <fmt/format.h>

#include <memory>

#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/student.hpp"
#include "grade/diagnosis/folder_name.hpp"
#include "grade/diagnosis/report.hpp"
#include "grade/two_at_a_time.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace diagnosis = grade::diagnosis;
namespace {

constexpr const char* lab = "02-memory-errors";
constexpr const char* answers = "diagnosis.toml";

// One sheet; says what is missing, or nothing.
std::string write_sheet(const diagnosis::Program& program,
                        const std::string& student, const fs::path& folder) {
  fs::create_directories(folder);
  const diagnosis::Sheet sheet = diagnosis::make_sheet(program, student);
  std::string missing =
      diagnosis::make_report(sheet, program.tool, folder, sandbox::run_confined)
          .missing;
  std::error_code none;
  fs::remove(folder / "program", none);
  return missing;
}

int run_diagnose(const std::string& wanted) {
  const grade::Kit kit = this_kit();
  const std::string student =
      wanted.empty() ? student_of_starter(kit, lab, answers, "diagnose")
                     : wanted;
  const auto programs = diagnosis::read_programs(kit.lab(lab) / "diagnosis");
  const fs::path folder =
      kit.root / "build" / "diagnosis" / diagnosis::folder_name(student);
  std::vector<std::string> missing(programs.size());
  std::vector<std::function<void()>> work;
  for (std::size_t at = 0; at < programs.size(); ++at) {
    work.emplace_back([&, at] {
      missing[at] =
          write_sheet(programs[at], student, folder / programs[at].name);
    });
  }
  grade::two_at_a_time(work);
  write_file(folder / "index.txt", diagnosis::index_text(student, programs));
  bool complete = true;
  for (std::size_t at = 0; at < programs.size(); ++at) {
    if (missing[at].empty()) continue;
    complete = false;
    fmt::print("no report on {}: {}\n", programs[at].name, missing[at]);
  }
  fmt::print(
      "{}{} reports for student {}: {}/index.txt\n"
      "Next: read it; in starter/{}/{}, set student = \"{}\" and\n"
      "write four answers about each report. Then: ./lab check {} diagnosis\n",
      complete ? "" : "\n",
      std::count(missing.begin(), missing.end(), std::string()),
      trace::in_quotes(student), folder.lexically_relative(kit.root).string(),
      lab, answers, trace::printable(student), lab);
  return complete ? exit_passed : exit_bad_input;
}

}  // namespace

void add_diagnose(CommandLine& line) {
  auto student = std::make_shared<std::string>();
  CLI::App* app = line.app.add_subcommand(
      "diagnose", "The reports of exercise diagnosis, made for one student");
  app->add_option("--student", *student,
                  "Your id; otherwise the one in your diagnosis.toml")
      ->type_name("ID");
  app->callback([&line, student] {
    line.run = [student] { return run_diagnose(*student); };
  });
}

}  // namespace heaplab::cli
