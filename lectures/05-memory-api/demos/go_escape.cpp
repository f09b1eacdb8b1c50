// Which variables of a Go program the compiler puts into the heap.
// break it: `std::getline(parts, column, ':');` -> ``
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "demo/scratch_folder.hpp"

namespace demo = heaplab::demo;

namespace {

const std::string source = HEAPLAB_DEMO_FOLDER "/escape.go";

struct Decision {
  std::string line, text;
  bool operator==(const Decision&) const = default;
};

// [compile
// The compiler's own words, from "escape.go:15:2: moved to heap: p". -l leaves
// functions where they are: what is inlined is decided anew at each call.
std::vector<Decision> decisions_of(const std::string& output) {
  std::vector<Decision> decisions;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const auto place = line.find("escape.go:");
    if (place == std::string::npos) continue;
    std::istringstream parts(line.substr(place));
    std::string file, number, column, text;
    std::getline(parts, file, ':');
    std::getline(parts, number, ':');
    std::getline(parts, column, ':');
    std::getline(parts >> std::ws, text);
    decisions.push_back({number, text});
  }
  return decisions;
}
// compile]

std::string go_output() {
  const demo::ScratchFolder folder;
  for (const auto& [name, value] :
       {std::pair<const char*, std::string>{"GOCACHE", folder.file("cache")},
        {"GOPATH", folder.file("path")},
        {"GOENV", "off"},
        {"GOFLAGS", ""},
        {"GO111MODULE", "off"},
        {"GOTOOLCHAIN", "local"}})
    setenv(name, value.c_str(), 1);
  return demo::run_program({"go", "tool", "compile", "-p", "main", "-m", "-l",
                            "-o", folder.file("escape.o"), source},
                           20)
      .output;
}

void ask_go(demo::Demo& demo) {
  const auto sample = decisions_of("./escape.go:15:2: moved to heap: p\n");
  demo.expect("a line of Go's compiler is a place and a decision",
              sample == std::vector{Decision{"15", "moved to heap: p"}});
  if (!demo::has_program("go")) {
    demo.not_measured("Go's escape analysis", "go is not installed here");
    return;
  }
  const auto decisions = decisions_of(go_output());
  if (decisions.empty()) {
    demo.not_measured("Go's escape analysis", "this go does not compile it");
    return;
  }
  auto& table = demo.table("What Go's compiler says about escape.go",
                           {"line", "decision"});
  for (const auto& [line, text] : decisions)
    table.row({demo::measured(line), demo::measured(text)});
  demo.expect("what a function returns the address of goes to the heap",
              std::count(decisions.begin(), decisions.end(),
                         Decision{"15", "moved to heap: p"}) == 1);
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "go_escape",
                   "Does a variable lie in the stack or in the heap?", ask_go);
}
