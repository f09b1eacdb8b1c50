// A real stack as ./lab frame shows it, drawn by the checker of lab 01 with the
// names that the compiler left for debuggers.
// break it: `run_program({HEAPLAB_FRAMES})` -> `run_program({"false"})`
#include <sstream>
#include <string>

#include "demo/child.hpp"
#include "demo/demo.hpp"

namespace {

// How many lines of the picture hold the text.
int lines_with(const std::string& picture, const std::string& text) {
  std::istringstream lines(picture);
  int count = 0;
  for (std::string line; std::getline(lines, line);)
    if (line.find(text) != std::string::npos) ++count;
  return count;
}

void show(heaplab::demo::Demo& demo) {
  const auto ending = heaplab::demo::run_program({HEAPLAB_FRAMES});
  const std::string& picture = ending.output;
  demo.picture("stack", picture);

  auto& table = demo.table("main called middle, and middle called leaf",
                           {"what is in the picture", "lines"});
  for (const char* what : {"return address into", "saved FP", "canary"})
    table.row({what, lines_with(picture, what)});
  table.row(
      {"padding", heaplab::demo::measured(lines_with(picture, "padding"), "")});

  demo.expect_equal("the program ends well", ending.in_words(), "exit 0");
  demo.expect("each call left a return address",
              lines_with(picture, "return address into") == 3);
  demo.expect("an argument that no register held stands on the stack",
              lines_with(picture, "argument 9 of leaf") == 1);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "named_frames",
                            "Which word of a stack is what?", show);
}
