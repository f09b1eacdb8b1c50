// What runs between execve and main, one instruction at a time.
// break it: `getauxval(AT_ENTRY)` -> `address_of(&begin)`
#include <sys/auxv.h>

#include <cstring>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "maps.hpp"
#include "stepper.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::now_ns;
using heaplab::demo::Table;

namespace {

// What main calls first; its address stands for main's.
[[gnu::noinline]] bool begin(int argc, char** argv) {
  return argc == 2 && std::strcmp(argv[1], "--walked") == 0;
}

// The general registers that are not 0.
int registers_set(const Stepper::Registers& all) {
#if __x86_64__
  const unsigned long long general[] = {
      all.rax, all.rbx, all.rcx, all.rdx, all.rsi, all.rdi, all.rbp, all.r8,
      all.r9,  all.r10, all.r11, all.r12, all.r13, all.r14, all.r15};
#elif __aarch64__
  const auto& general = all.regs;
#endif
  int set = 0;
  for (const auto value : general) {
    set += value != 0 ? 1 : 0;
  }
  return set;
}

// The file's entry point, at the address that it has in this process: the
// kernel leaves it beside the arguments, for the loader.
std::uintptr_t entry_of(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/auxv",
                     std::ios::binary);
  unsigned long pair[2] = {};
  while (file.read(reinterpret_cast<char*>(pair), sizeof pair)) {
    if (pair[0] == AT_ENTRY) {
      return pair[1];
    }
  }
  return 0;
}

struct Walked {
  long steps = 0;
  bool all = true;  // the rest ran without being counted
};

// [walk
// Steps until the PC is `address`; what takes too long is run, not counted.
Walked walk_to(Stepper& child, std::uintptr_t address, double seconds) {
  const double end = now_ns() + seconds * 1e9;
  Walked walked;
  while (child.stopped() && Stepper::pc(child.registers()) != address) {
    walked.all = now_ns() < end;
    if (!walked.all) {
      child.run_to(address);
    } else {
      child.step();
      walked.steps++;
    }
  }
  return walked;
}
// walk]

// One row for where the child stands now.
void show(Table& table, const Stepper& child, const std::string& when,
          const Walked& walked) {
  const Stepper::Registers now = child.registers();
  const auto maps = read_maps(std::to_string(child.child()));
  const Mapping mapping = mapping_of(maps, Stepper::pc(now));
  table.row({when, measured(file_name(mapping.name)),
             measured((walked.all ? "" : "more than ") +
                      std::to_string(walked.steps)),
             measured(std::to_string(registers_set(now)))});
}

void show_the_start(Demo& demo, const Stepper& child) {
  const auto sp = Stepper::sp(child.registers());
  const auto argc = child.word_at(sp);
  Table& table = demo.table("The stack pointer at the first instruction",
                            {"what", "value"});
  table.row({"SP", measured(hexadecimal(sp))});
  table.row({"SP % 16", sp % 16});
  table.row({"the word that SP points to: argc", argc});
  demo.expect_equal("SP starts at a multiple of 16", sp % 16, 0u);
  demo.expect_equal("the kernel has put argc where SP points", argc, 2u);
}

void walk_to_main(Demo& demo, std::uintptr_t entry) {
  Stepper child([] {
    char name[] = "before_main", option[] = "--walked";
    char* const arguments[] = {name, option, nullptr};
    execv("/proc/self/exe", arguments);
  });
  if (!child.stopped()) {
    demo.not_measured("the way from execve to main",
                      "no process may be traced here (ptrace)");
    return;
  }
  show_the_start(demo, child);
  const std::uintptr_t its_entry = entry_of(child.child());
  demo.expect("the first instruction is not that of the file's entry point",
              Stepper::pc(child.registers()) != its_entry);
  Table& table =
      demo.table("From execve to main; instructions since the row above",
                 {"when", "PC lies in", "instructions", "registers set"});
  show(table, child, "first instruction", {});
  const Walked loader = walk_to(child, its_entry, 0.25);
  show(table, child, "file's entry point", loader);
  // The file's parts keep their distances, wherever it lies.
  const auto main_address = its_entry + (address_of(&begin) - entry);
  const Walked library = walk_to(child, main_address, 0.25);
  show(table, child, "main", library);
  demo.expect_equal("main receives argc in the first argument's register",
                    Stepper::first_argument(child.registers()) & 0xffffffff,
                    2u);
}

}  // namespace

int main(int argc, char** argv) {
  if (begin(argc, argv)) {
    return 0;
  }
  return heaplab::demo::run(argc, argv, "before_main", "What runs before main?",
                            [](Demo& demo) {
                              const std::uintptr_t entry = getauxval(AT_ENTRY);
                              demo.expect("the file's entry point is not main",
                                          entry != address_of(&begin));
                              walk_to_main(demo, entry);
                            });
}
