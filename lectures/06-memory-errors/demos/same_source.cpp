// One source, one input, and an answer that depends on the compiler's options.
// break it: `number < std::numeric_limits<int>::max()` -> `true`
#include <fmt/core.h>

#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "demo/scratch_folder.hpp"

namespace demo = heaplab::demo;

namespace {

bool can_grow(int number) { return number < std::numeric_limits<int>::max(); }

// What the two functions of grows.c answer, as two words: "1 0".
std::string answers(const std::string& compiler,
                    const std::vector<std::string>& flags,
                    const demo::ScratchFolder& folder) {
  std::vector<std::string> argv = {compiler};
  argv.insert(argv.end(), flags.begin(), flags.end());
  argv.insert(argv.end(), {HEAPLAB_DEMO_FOLDER "/programs/grows.c", "-o",
                           folder.file("grows")});
  if (demo::run_program(argv, 20).exit_code != 0) return "";
  return demo::run_program({folder.file("grows")}, 10).output;
}

std::string in_words(char digit) { return digit == '1' ? "yes" : "no"; }

void try_compilers(demo::Demo& demo) {
  const demo::ScratchFolder folder;
  auto& table = demo.table(
      "Asked for the largest int",
      {"compiler", "options", "number + 1 > number", "number < INT_MAX"});
  for (const std::string compiler : {"gcc", "clang"}) {
    if (!demo::has_program(compiler)) {
      demo.not_measured(compiler, "it is not installed here");
      continue;
    }
    for (const std::string level : {"-O0", "-O2"}) {
      const std::string found = answers(compiler, {level}, folder);
      if (found.size() < 3) continue;
      table.row({compiler, level, demo::measured(in_words(found[0])),
                 in_words(found[2])});
      demo.expect_equal(
          "what is defined has one answer: " + compiler + " " + level,
          in_words(found[2]), "no");
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "same_source",
                   "Can one program have two right answers?",
                   [](demo::Demo& demo) {
                     try_compilers(demo);
                     demo.expect("the largest int cannot grow",
                                 !can_grow(std::numeric_limits<int>::max()));
                   });
}
