// From two source files to object files, to a program, by the real compiler.
// break it: `return sum(40, 2);` -> `return sum(40, 3);`
#include <filesystem>
#include <fstream>
#include <sstream>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "demo/scratch_folder.hpp"

using heaplab::demo::Cell;
using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::run_program;
using heaplab::demo::Table;
namespace files = std::filesystem;

namespace {

// [sources
const char* sum_c = "int sum(int a, int b) { return a + b; }\n";
const char* main_c =
    "int sum(int a, int b);\n"
    "int main(void) { return sum(40, 2); }\n";
// sources]

// One program of a compiler or of binutils, in the folder of the sources.
std::string run_tool(const std::string& folder,
                     std::vector<std::string> command) {
  command.insert(command.begin(), {"env", "--chdir=" + folder, "LC_ALL=C"});
  return run_program(command, 20).output;
}

// The names that nm prints with this letter: T defined, U undefined.
std::string names(const std::string& output, const std::string& letter) {
  std::istringstream words(output);
  std::string list, before;
  for (std::string word; words >> word; before = word) {
    if (before == letter) {
      list += (list.empty() ? "" : " ") + word;
    }
  }
  return list.empty() ? "nothing" : list;
}

void show_objects(Demo& demo, const std::string& folder) {
  Table& table = demo.table("Object files", {"file", "defines", "still needs"});
  std::string needed;
  for (const char* object : {"sum.o", "main.o"}) {
    const std::string symbols = run_tool(folder, {"nm", "-g", object});
    needed = names(symbols, "U");
    table.row({object, names(symbols, "T"), needed});
  }
  demo.expect_equal("main.o does not know where sum lies", needed,
                    std::string("sum"));
}

struct Program {
  std::string name;
  std::vector<std::string> how;
};

// What size(1) prints last but one: all bytes that a run has in memory.
long loaded_bytes(const std::string& folder) {
  std::istringstream words(run_tool(folder, {"size", "program"}));
  std::string heading;
  std::getline(words, heading);
  long text = 0, data = 0, bss = 0;
  words >> text >> data >> bss;
  return text + data + bss;
}

void show_programs(Demo& demo, const std::string& folder,
                   const std::string& compiler) {
  const std::vector<Program> programs = {
      {"dynamic", {"sum.o", "main.o"}},
      {"dynamic, with -g", {"-g", "sum.c", "main.c"}},
      {"static", {"-static", "sum.o", "main.o"}}};
  Table& table = demo.table(
      "Programs", {"linked", "file", "loaded", "needs a loader", "ends with"});
  std::vector<long> loaded;
  std::vector<double> in_file;
  bool all_found_it = true;
  for (const Program& program : programs) {
    files::remove(folder + "/program");
    std::vector<std::string> command = program.how;
    command.insert(command.begin(), {compiler, "-o", "program"});
    run_tool(folder, command);
    if (!files::exists(folder + "/program")) {
      demo.not_measured(program.name, "this system has no library for it");
      continue;
    }
    const auto file_bytes =
        static_cast<double>(files::file_size(folder + "/program"));
    const std::string headers = run_tool(folder, {"readelf", "-lW", "program"});
    const bool has_loader = headers.find("interpreter") != std::string::npos;
    const auto ending = run_program({folder + "/program"});
    loaded.push_back(loaded_bytes(folder));
    in_file.push_back(file_bytes);
    table.row({program.name, measured(file_bytes, "B"),
               measured(double(loaded.back()), "B"),
               measured(has_loader ? "yes" : "no"), ending.in_words()});
    all_found_it = all_found_it && ending.exit_code == 42;
  }
  demo.expect("main found sum in each of them", all_found_it);
  demo.expect(
      "-g adds to the file and not to what is loaded",
      loaded.size() < 2 || (loaded[0] == loaded[1] && in_file[0] < in_file[1]));
}

void compile_and_link(Demo& demo, const std::string& folder,
                      const std::string& compiler) {
  std::ofstream(folder + "/sum.c") << sum_c;
  std::ofstream(folder + "/main.c") << main_c;
  run_tool(folder, {compiler, "-c", "sum.c", "main.c"});
  show_objects(demo, folder);
  show_programs(demo, folder, compiler);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "compile_and_link", "What do compiler and linker make?",
      [](Demo& demo) {
        std::string compiler;
        for (const char* name : {"clang", "gcc", "cc"}) {
          compiler = heaplab::demo::has_program(name) ? name : compiler;
        }
        if (compiler.empty() || !heaplab::demo::has_program("nm")) {
          demo.not_measured("object files and programs",
                            "there is no C compiler here");
          return;
        }
        const heaplab::demo::ScratchFolder folder;
        compile_and_link(demo, folder.path(), compiler);
      });
}
