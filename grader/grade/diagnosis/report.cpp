#include "grade/diagnosis/report.hpp"

#include <fmt/format.h>

#include "grade/run.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade::diagnosis {
namespace fs = std::filesystem;
namespace {

bool lacks_sanitizer(const std::string& output) {
  return output.find("cannot find") != std::string::npos &&
         output.find("asan") != std::string::npos;
}

std::string without(const std::string& path, std::string text) {
  for (std::size_t at = text.find(path); at != std::string::npos;
       at = text.find(path, at))
    text.erase(at, path.size());
  return text;
}

std::string memcheck_report(const fs::path& valgrind, const fs::path& folder,
                            const RunConfined& run_confined) {
  run_confined({valgrind.string(), "--vgdb=no", "--leak-check=full",
                "--track-origins=yes", "--log-file=report.txt", "./program"},
               tool_limits(folder), tool_environment());
  return read_file(folder / "report.txt");
}

std::string asan_report(const fs::path& folder,
                        const RunConfined& run_confined) {
  const auto outcome =
      run_confined({"./program"}, tool_limits(folder), tool_environment());
  const std::size_t begin = outcome.output.find("=====");
  if (begin == std::string::npos) return "";
  return without(folder.string() + "/", outcome.output.substr(begin));
}

}  // namespace

Report make_report(const Sheet& sheet, Tool tool, const fs::path& folder,
                   const RunConfined& run_confined,
                   const std::string& folders) {
  const auto valgrind = find_valgrind(folders);
  if (tool == Tool::memcheck && !valgrind) {
    return {"", valgrind_missing};
  }
  write_file(folder / "source.cpp", sheet.text());
  std::vector<std::string> more;
  if (tool == Tool::asan) more.emplace_back("-fsanitize=address");
  const auto compiled =
      compile_for_memcheck(folder, "source.cpp", "program", more, run_confined);
  if (tool == Tool::asan && lacks_sanitizer(compiled.output)) {
    return {"",
            "needs the compiler's AddressSanitizer, which is not installed: "
            "sudo apt-get install libasan8 (g++ 12) or libclang-rt-14-dev "
            "(clang 14)"};
  }
  if (compiled.exit_code != 0) {
    throw GraderError(fmt::format("{} does not compile:\n{}",
                                  (folder / "source.cpp").string(),
                                  compiled.output));
  }
  Report report;
  report.text = tool == Tool::memcheck
                    ? memcheck_report(*valgrind, folder, run_confined)
                    : asan_report(folder, run_confined);
  if (report.text.empty()) {
    throw GraderError(fmt::format("{}: its tool reported nothing",
                                  (folder / "program").string()));
  }
  write_file(folder / "report.txt", report.text);
  return report;
}

std::string_view shown_command(Tool tool) {
  return tool == Tool::memcheck
             ? "c++ -std=c++20 -O0 -g source.cpp -o program\n"
               "    valgrind --leak-check=full --track-origins=yes ./program"
             : "c++ -std=c++20 -O0 -g -fsanitize=address source.cpp -o "
               "program\n    ./program";
}

std::string index_text(const std::string& student,
                       const std::vector<Program>& programs) {
  std::string text = fmt::format(
      "Reports for student {}: in each folder a program, source.cpp, and what "
      "its\ntool said when it ran, report.txt.\n\n",
      trace::in_quotes(student));
  for (const Program& program : programs)
    text += fmt::format("  {:20} {:9} {}\n", program.name,
                        program.tool == Tool::memcheck ? "Memcheck" : "ASan",
                        program.title);
  text +=
      "\nAbout each, four answers in diagnosis.toml. Where a report shows "
      "several\nerrors, they are about the first.\n\n"
      "  class      one word of the list below\n"
      "  cwe        a number that describes it (https://cwe.mitre.org); of an\n"
      "             effect and its cause, either is right\n"
      "  guilty     the line of source.cpp at which it happens: of the first\n"
      "             stack the innermost frame that lies in source.cpp.\n"
      "             leak: the line that leaves without freeing the block\n"
      "             stack-overflow: the call that repeats\n"
      "  allocated  the line of source.cpp that asked for the block "
      "concerned,\n"
      "             found in the same way in the stack of the allocation;\n"
      "             0 where no block of the heap is concerned\n\n";
  for (const ErrorClass& one : error_classes())
    text += fmt::format("  {:22} {}\n", one.word, one.means);
  text += "\nTo see a report again, in its folder:\n\n";
  for (const Tool tool : {Tool::memcheck, Tool::asan})
    text += fmt::format("    {}\n\n", shown_command(tool));
  text.pop_back();
  return text;
}

}  // namespace heaplab::grade::diagnosis
