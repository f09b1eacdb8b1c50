// What gdb's start, starti, next and nexti do, in a real session.
// break it: `return first + second;` -> `return first - second;`
// flags: -O0 -g
#include <cstring>
#include <sstream>
#include <string>
#include <vector>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "maps.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::Table;

// [debugged
int add(int first, int second) { return first + second; }

int debugged() {
  int three = add(1, 2);
  int seven = add(three, 4);
  return seven;
}
// debugged]

namespace {

const std::vector<std::string> commands = {
    "starti", "start", "tbreak debugged", "continue", "nexti", "next"};

// A line that the session prints between the answers.
constexpr const char* mark = "==";

// [session
std::vector<std::string> session() {
  std::vector<std::string> line = {"gdb", "-nx", "-q", "-batch"};
  auto say = [&](const std::string& command) {
    line.push_back("-ex");
    line.push_back(command);
  };
  say("set debuginfod enabled off");
  say("set width 0");
  say("set confirm off");
  for (const std::string& command : commands) {
    say(command);
    say(std::string("echo ") + mark);
    say("output/x (long)$pc");
    say("echo \\n");
    say(std::string("echo ") + mark);
    say("info symbol $pc");
  }
  const std::string program = link_target("/proc/self/exe");
  for (const char* word : {"--args", program.c_str(), "--debugged"}) {
    line.push_back(word);
  }
  return line;
}
// session]

struct Stop {
  unsigned long pc = 0;
  std::string symbol;  // "debugged() + 4"
  std::string file;    // "ld-linux-x86-64.so.2"; empty: gdb does not say
};

// Two marked lines for each command: the PC, and the symbol there.
std::vector<Stop> stops(const std::string& output) {
  std::vector<std::string> marked;
  std::istringstream lines(output);
  for (std::string text; std::getline(lines, text);) {
    if (text.starts_with(mark)) {
      marked.push_back(text.substr(std::strlen(mark)));
    }
  }
  std::vector<Stop> list;
  for (std::size_t i = 0; i + 1 < marked.size(); i += 2) {
    // "_start in section .text of /lib64/ld-linux-x86-64.so.2"
    const std::string& symbol = marked[i + 1];
    const std::size_t slash = symbol.rfind('/');
    list.push_back(
        {std::strtoul(marked[i].c_str(), nullptr, 16),
         symbol.substr(0, symbol.find(" in section")),
         slash == std::string::npos ? "" : symbol.substr(slash + 1)});
  }
  return list;
}

void show(Demo& demo, const std::vector<Stop>& list) {
  Table& table =
      demo.table("", {"command", "stands then at", "of", "the PC moved by"});
  for (std::size_t i = 0; i < list.size(); i++) {
    const long moved =
        i == 0 ? 0 : static_cast<long>(list[i].pc - list[i - 1].pc);
    const bool near = i > 0 && std::abs(moved) < 1000;
    table.row({commands[i], measured(list[i].symbol), measured(list[i].file),
               measured(near ? std::to_string(moved) + " B" : "far")});
  }
}

void run_session(Demo& demo) {
  const std::string what = "what the commands do";
  if (!heaplab::demo::has_program("gdb")) {
    demo.not_measured(what, "there is no gdb here");
    return;
  }
  const auto ending = heaplab::demo::run_program(session(), 10);
  const std::vector<Stop> list = stops(ending.output);
  if (list.size() != commands.size() || list.back().pc == 0) {
    demo.not_measured(what, "gdb may not trace programs here");
    return;
  }
  show(demo, list);
  demo.expect("starti stops before main, start in it",
              list[0].symbol.find("main") == std::string::npos &&
                  list[1].symbol.find("main") == 0);
  const auto one = list[4].pc - list[3].pc;
  const auto line = list[5].pc - list[4].pc;
  demo.expect("nexti goes on by one instruction", one >= 1 && one <= 15);
  demo.expect("next goes to the next line, by several instructions",
              line > one);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--debugged") == 0) {
    return debugged();
  }
  return heaplab::demo::run(argc, argv, "gdb_session",
                            "Where do gdb's commands stop?", [](Demo& demo) {
                              demo.expect_equal("1 + 2 + 4 are 7", debugged(),
                                                7);
                              run_session(demo);
                            });
}
