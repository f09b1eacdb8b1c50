// Several runs of one program: what is the same in each, and what is not.
// break it: `std::cout << getpid()` -> `std::cout << 42`
#include <sys/auxv.h>
#include <sys/personality.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <set>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "maps.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::run_program;
using heaplab::demo::Table;

namespace {

int answer = 42;

[[gnu::noinline]] int code() { return answer; }

// [addresses
// What one run prints: its number, and where it has its things.
void print_addresses() {
  int local = 0;
  void* small = std::malloc(24);
  std::cout << getpid() << ' ' << &answer << ' '
            << reinterpret_cast<void*>(&code) << ' ' << small << ' ' << &local
            << ' ' << reinterpret_cast<void*>(&std::malloc) << '\n';
  std::free(small);
}
// addresses]

struct Run {
  long process = 0;
  std::uintptr_t global = 0, code = 0, heap = 0, stack = 0, library = 0;
};

Run one_run(const std::vector<std::string>& command) {
  std::istringstream words(run_program(command, 10).output);
  Run run;
  words >> run.process >> std::hex;
  for (auto* address :
       {&run.global, &run.code, &run.heap, &run.stack, &run.library}) {
    std::string word;
    words >> word;
    *address = std::strtoul(word.c_str(), nullptr, 16);
  }
  return run;
}

template <class Member>
std::string different(const std::vector<Run>& runs, Member member) {
  std::set<std::uintptr_t> values;
  for (const Run& run : runs) {
    values.insert(static_cast<std::uintptr_t>(run.*member));
  }
  return std::to_string(values.size());
}

template <class Member>
void show(Table& table, const char* what, const std::vector<Run>& runs,
          const std::vector<Run>& fixed, Member member) {
  const auto number = [&](std::size_t i) {
    return measured(hexadecimal(static_cast<std::uintptr_t>(runs[i].*member)));
  };
  table.row({what, number(0), number(1), measured(different(runs, member)),
             measured(fixed.empty() ? "-" : different(fixed, member))});
}

void show_all(Demo& demo, const std::vector<Run>& runs,
              const std::vector<Run>& fixed) {
  Table& table =
      demo.table("Two of eight runs; how many different addresses in all",
                 {"what", "first run", "second run", "random", "fixed"});
  show(table, "code", runs, fixed, &Run::code);
  show(table, "global variable", runs, fixed, &Run::global);
  show(table, "malloc of 24 bytes", runs, fixed, &Run::heap);
  show(table, "local variable", runs, fixed, &Run::stack);
  show(table, "malloc itself (libc)", runs, fixed, &Run::library);
  Table& rest = demo.table("What every run has in common", {"what", "values"});
  std::set<std::uintptr_t> distances, places_in_page;
  std::set<long> processes;
  for (const Run& run : runs) {
    distances.insert(run.global - run.code);
    places_in_page.insert(run.global % 4096);
    processes.insert(run.process);
  }
  rest.row({"numbers of the processes", processes.size()});
  rest.row({"distances from the code to the global", distances.size()});
  rest.row({"the global's places in its page", places_in_page.size()});
  demo.expect_equal("each run is a process of its own", processes.size(),
                    runs.size());
  demo.expect_equal("code and globals of a file move together",
                    distances.size(), 1u);
  demo.expect_equal("a file moves by whole pages", places_in_page.size(), 1u);
}

}  // namespace

int main(int argc, char** argv) {
  // --addresses random|fixed: one of the eight runs
  if (argc == 3 && std::strcmp(argv[1], "--addresses") == 0) {
    if (std::strcmp(argv[2], "fixed") == 0) {
      char name[] = "aslr", option[] = "--addresses", random[] = "random";
      char* const arguments[] = {name, option, random, nullptr};
      return personality(ADDR_NO_RANDOMIZE) < 0
                 ? 1
                 : execv("/proc/self/exe", arguments);
    }
    print_addresses();
    return 0;
  }
  return heaplab::demo::run(
      argc, argv, "aslr", "Are addresses the same in every run?",
      [](Demo& demo) {
        std::vector<Run> runs, fixed;
        for (int i = 0; i < 8; i++) {
          runs.push_back(one_run({"/proc/self/exe", "--addresses", "random"}));
          fixed.push_back(one_run({"/proc/self/exe", "--addresses", "fixed"}));
        }
        if (fixed[0].process == 0) {
          fixed.clear();
          demo.not_measured("runs without random addresses",
                            "this system does not let programs switch it off");
        }
        show_all(demo, runs, fixed);
      });
}
