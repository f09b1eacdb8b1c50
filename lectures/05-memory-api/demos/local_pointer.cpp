// What returning the address of a local gives, compiler by compiler.
// break it: `return &kept;` -> `kept = 8; return &kept;`
// flags: -O1
#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "demo/scratch_folder.hpp"

namespace demo = heaplab::demo;

namespace {

std::string without_newline(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

const std::string source = HEAPLAB_DEMO_FOLDER "/programs/local_address.c";

// [compile
// Compiles local_address.c and says what it prints.
std::string printed_by(const std::string& compiler, const std::string& level,
                       const demo::ScratchFolder& folder, bool& warned) {
  const std::string program = folder.file("program");
  const auto built =
      demo::run_program({compiler, "-Wall", level, source, "-o", program}, 20);
  if (built.exit_code != 0) return "does not compile";
  warned = warned || built.output.find("local") != std::string::npos;
  return without_newline(demo::run_program({program}, 10).output);
}
// compile]

std::string meaning(const std::string& printed) {
  if (printed == "(nil)" || printed == "0x0") return "a null pointer";
  return printed.starts_with("0x") ? "the address" : printed;
}

void try_compilers(demo::Demo& demo) {
  const demo::ScratchFolder folder;
  auto& table = demo.table("", {"compiler", "-O0", "-O2", "warns"});
  for (const std::string compiler : {"gcc", "clang"}) {
    if (!demo::has_program(compiler)) {
      demo.not_measured(compiler, "it is not installed here");
      continue;
    }
    bool warned = false;
    const auto plain = printed_by(compiler, "-O0", folder, warned);
    const auto optimised = printed_by(compiler, "-O2", folder, warned);
    table.row({compiler, demo::measured(meaning(plain)),
               demo::measured(meaning(optimised)),
               demo::measured(warned ? "yes" : "no")});
  }
}

// [instead
// Four ways to hand a number out that hold everywhere.
int by_value() {
  int number = 7;
  return number;  // a copy
}
void into(int& place) { place = 7; }  // the caller's variable
std::unique_ptr<int> as_block() {     // a block, and with it its owner
  return std::make_unique<int>(7);
}
const int* static_one() {
  static int kept = 7;  // one for the whole program, shared by all calls
  return &kept;
}
// instead]

void show_right_ways(demo::Demo& demo) {
  int place = 0;
  into(place);
  auto& table = demo.table("What to do instead", {"way", "value"});
  table.row({"return the value", by_value()});
  table.row({"fill the caller's variable", place});
  table.row({"return a block with its owner", *as_block()});
  table.row({"return the address of a static", *static_one()});
  demo.expect("each right way gives 7", by_value() == 7 && place == 7 &&
                                            *as_block() == 7 &&
                                            *static_one() == 7);
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "local_pointer",
                   "What does returning the address of a local give?",
                   [](demo::Demo& demo) {
                     try_compilers(demo);
                     show_right_ways(demo);
                   });
}
