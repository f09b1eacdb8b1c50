// Which of ten memory errors is noticed: by nobody, by Memcheck, by ASan.
// break it: `return one.run();` -> `return one.run() + 1;`
// flags: -O0 -w -fno-stack-protector
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <future>
#include <sstream>
#include <string>
#include <vector>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "demo/scratch_folder.hpp"
#include "programs/ten_errors.hpp"

namespace demo = heaplab::demo;

namespace {

using Words = std::array<std::string, 10>;  // one cell for each error

// [alone
Words how_they_end_alone() {
  Words words;
  for (std::size_t k = 0; k < 10; ++k) {
    const ten_errors::Error& one = ten_errors::all[k];
    words[k] = demo::run_in_child([&] { return one.run(); }, 10).in_words();
  }
  return words;
}
// alone]

bool build(const std::string& program, std::vector<std::string> flags) {
  // Some compilers put canaries into each program: not into these.
  std::vector<std::string> argv = {
      "c++", "-std=c++20", "-g", "-w", "-fno-stack-protector", "-o", program};
  argv.insert(argv.end(), flags.begin(), flags.end());
  argv.push_back(HEAPLAB_DEMO_FOLDER "/programs/ten_errors.cpp");
  return demo::run_program(argv, 20).exit_code == 0;
}

// What follows `before`, up to the first character of `ends`; or "".
std::string between(const std::string& text, const std::string& before,
                    const std::string& ends) {
  const auto begin = text.find(before);
  if (begin == std::string::npos) return "";
  const auto from = begin + before.size();
  const auto end = text.find_first_of(ends, from);
  return text.substr(from, end - from);
}

// [memcheck
// Memcheck goes on after an error: one run shows all ten. The program writes
// "#3" before the third, and what follows is about that one.
Words seen_by_memcheck(const std::string& program) {
  const auto run =
      demo::run_program({"valgrind", "--leak-check=full", program}, 20);
  Words words;
  if (run.output.find("ERROR SUMMARY") == std::string::npos) return words;
  words.fill("nothing");
  std::size_t now = 0;
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#")) now = std::stoul(line.substr(1));
    for (const char* start : {"Invalid read", "Invalid write", "Conditional"})
      if (now > 0 && line.find(start) != std::string::npos &&
          words[now - 1] == "nothing")
        words[now - 1] = start;
    if (line.find("are definitely lost") != std::string::npos)
      words[9] = "definitely lost";
  }
  return words;
}
// memcheck]

// [asan
// ASan ends the program at its first error: a run for each.
Words seen_by_asan(const std::string& program) {
  Words words;
  for (std::size_t k = 0; k < 10; ++k) {
    const auto run = demo::run_program({program, std::to_string(k + 1)}, 20);
    words[k] = between(run.output, "ERROR: AddressSanitizer: ", " \n");
    if (run.output.find("detected memory leaks") != std::string::npos)
      words[k] = "memory leaks";
    if (run.output.find("null pointer of type") != std::string::npos)
      words[k] = "null pointer";
    if (words[k].empty()) words[k] = "nothing";
    // It looks for leaks at the end, with ptrace.
    if (k == 9 && run.output.find("LeakSanitizer has encountered a fatal") !=
                      std::string::npos)
      words[k] = "not allowed";
  }
  return words;
}
// asan]

// Sets the column, or says why it stays empty.
void try_tools(demo::Demo& demo, Words& memcheck, Words& asan) {
  if (!demo::has_program("c++")) {
    demo.not_measured("what tools notice", "there is no c++ to compile with");
    return;
  }
  setenv("ASAN_OPTIONS", "detect_stack_use_after_return=1:detect_leaks=1", 1);
  const demo::ScratchFolder folder;
  auto watched = std::async(std::launch::async, [&] {
    const std::string program = folder.file("with_asan");
    const bool built = build(program, {"-fsanitize=address,undefined"});
    return built ? seen_by_asan(program) : Words();
  });
  const std::string program = folder.file("plain");
  if (!demo::has_program("valgrind")) {
    demo.not_measured("what Memcheck notices", "valgrind is not installed");
  } else {
    if (build(program, {})) memcheck = seen_by_memcheck(program);
    if (memcheck[0].empty())
      demo.not_measured("what Memcheck notices", "valgrind does not run here");
  }
  asan = watched.get();
  if (asan[0].empty())
    demo.not_measured("what ASan notices", "this c++ has no sanitizers");
}

demo::Cell cell(const std::string& word) {
  return word.empty() ? demo::unknown() : demo::measured(word);
}

void fill(demo::Demo& demo) {
  const Words alone = how_they_end_alone();
  Words memcheck, asan;
  try_tools(demo, memcheck, asan);
  auto& table =
      demo.table("", {"error", "alone", "Memcheck", "ASan and UBSan"});
  for (std::size_t k = 0; k < 10; ++k)
    table.row({ten_errors::all[k].name, demo::measured(alone[k]),
               cell(memcheck[k]), cell(asan[k])});
  const auto silent = std::count(alone.begin(), alone.end(), "exit 0");
  demo.table("", {"ended with exit code 0", "of"})
      .row({demo::measured(static_cast<double>(silent), ""), 10});
  demo.expect_equal("a null pointer is noticed: no page is there", alone[0],
                    "SIGSEGV");
  demo.expect_equal("a leak ends like a sound program", alone[9], "exit 0");
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "silent_errors",
                   "Which memory error is noticed, and by whom?", fill);
}
