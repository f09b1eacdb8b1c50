// The same two mistakes, as Memcheck and as AddressSanitizer tell of them.
// break it: `(size + after) / element` -> `(size - after) / element`
// flags: -O0
#include <fmt/core.h>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "demo/scratch_folder.hpp"

namespace demo = heaplab::demo;
namespace fs = std::filesystem;

namespace {

const fs::path source = fs::path(HEAPLAB_DEMO_FOLDER) /
                        "../../../labs/02-memory-errors/reports/example.cpp";

bool build(const demo::ScratchFolder& folder,
           const std::vector<std::string>& flags) {
  std::vector<std::string> argv = {
      "c++", "-std=c++20", "-O0", "-g", "-gdwarf-4", "-fno-omit-frame-pointer"};
  argv.insert(argv.end(), flags.begin(), flags.end());
  argv.insert(argv.end(), {"-o", folder.file("example"), source.string()});
  return demo::run_program(argv, 20).exit_code == 0;
}

// [index
// "… is 0 bytes after a block of size 12": the index that was used in an array
// of elements so large.
int index_used(const std::string& line, int element) {
  static const std::regex form("([0-9]+) bytes after a block of size ([0-9]+)");
  std::smatch found;
  if (!std::regex_search(line, found, form)) return -1;
  const int after = std::stoi(found[1]), size = std::stoi(found[2]);
  return (size + after) / element;
}
// index]

// [report
// A line without process id, addresses, and the folders of files.
std::string shortened(std::string line) {
  static const std::regex noise(
      "==[0-9]+== *|==ERROR: | on address .*| at 0x[^ ]* thread T0| *\\[0x.*|"
      " ?0x[0-9A-Fa-f]+:?( in)?|\\(in [^)]*\\)|[^ (]*/(?=[a-z_]+\\.)|"
      " \\(BuildId[^)]*\\)|\\(unsigned long\\)");
  line = std::regex_replace(line, noise, "");
  line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

// From the line that says what happened up to one that ends the report.
std::vector<std::string> report(const std::string& output, const char* first,
                                const char* last) {
  std::vector<std::string> lines;
  std::istringstream text(output);
  for (std::string line; std::getline(text, line);) {
    if (lines.empty() && line.find(first) == std::string::npos) continue;
    if (line.find(last) != std::string::npos) break;
    if (line.find("libc") != std::string::npos ||
        line.find("_start") != std::string::npos ||
        line.find("the last one") != std::string::npos)
      continue;
    if (!shortened(line).empty()) lines.push_back(shortened(line));
  }
  return lines;
}
// report]

void show(demo::Demo& demo, const char* title,
          const std::vector<std::string>& lines) {
  if (lines.empty()) {
    demo.not_measured(title, "it does not run here, or found nothing");
    return;
  }
  auto& table = demo.table("", {title});
  for (const std::string& line : lines) table.row({demo::measured(line)});
}

void run_memcheck(demo::Demo& demo, const demo::ScratchFolder& folder) {
  if (!demo::has_program("valgrind")) {
    demo.not_measured("Memcheck's report", "valgrind is not installed here");
    return;
  }
  if (!build(folder, {})) return;
  const auto run = demo::run_program({"valgrind", folder.file("example")}, 20);
  show(demo, "Memcheck", report(run.output, "Invalid", "HEAP SUMMARY"));
}

void run_asan(demo::Demo& demo, const demo::ScratchFolder& folder) {
  if (!build(folder, {"-fsanitize=address"})) {
    demo.not_measured("ASan's report", "this c++ has no AddressSanitizer");
    return;
  }
  const auto run = demo::run_program({folder.file("example")}, 20);
  show(demo, "AddressSanitizer",
       report(run.output, "ERROR: AddressSanitizer", "SUMMARY"));
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(
      argc, argv, "reports", "What do two tools say about the same mistake?",
      [](demo::Demo& demo) {
        demo.expect_equal("4 bytes after 12 bytes of int: index 4 was used",
                          index_used("4 bytes after a block of size 12", 4), 4);
        if (!demo::has_program("c++")) {
          demo.not_measured("reports", "there is no c++ to compile with");
          return;
        }
        setenv("ASAN_OPTIONS", "detect_leaks=0:color=never", 1);
        const demo::ScratchFolder folder;
        run_memcheck(demo, folder);
        run_asan(demo, folder);
      });
}
