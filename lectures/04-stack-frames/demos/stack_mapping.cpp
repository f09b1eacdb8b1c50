// Who makes the stack: its mapping, what lies in it, and how it grows.
// break it: `go_down(depth)` -> `depth`
// flags: -O1
#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "demo/clock.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

struct Mapping {
  std::uint64_t begin = 0, end = 0;  // both 0: not found
  std::string name;

  bool holds(const void* place) const {
    const auto address = reinterpret_cast<std::uint64_t>(place);
    return begin <= address && address < end;
  }
  double kib() const { return static_cast<double>(end - begin) / 1024; }
};

// The line of /proc/self/maps in which the address lies.
Mapping mapping_of(const void* place) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    Mapping mapping;
    std::sscanf(line.c_str(), "%lx-%lx", &mapping.begin, &mapping.end);
    const std::size_t name = line.find_last_of(' ');
    mapping.name = line.substr(name + 1);
    if (mapping.holds(place)) return mapping;
  }
  return {};
}

// [deep
// Frames of 1 KiB until `bytes` of stack are in use; nothing but calls.
[[gnu::noinline]] std::size_t go_down(std::size_t bytes) {
  char frame[1024];
  asm volatile("" : : "r"(frame) : "memory");  // somebody knows its address
  if (bytes <= sizeof frame) return sizeof frame;
  const std::size_t used = go_down(bytes - sizeof frame);
  asm volatile("" : : "r"(frame) : "memory");
  return used + sizeof frame;
}
// deep]

std::string limit_text() {
  rlimit limit{};
  getrlimit(RLIMIT_STACK, &limit);
  return limit.rlim_cur == RLIM_INFINITY
             ? "none"
             : fmt::format("{} KiB", limit.rlim_cur >> 10);
}

void look(Demo& demo) {
  rlimit limit{};
  getrlimit(RLIMIT_STACK, &limit);
  const std::size_t depth = std::min<std::size_t>(1 << 20, limit.rlim_cur / 4);
  int local = 0;
  const Mapping before = mapping_of(&local);
  // [grow
  const std::size_t used = go_down(depth);
  // grow]
  const Mapping after = mapping_of(&local);
  const char* first_variable = environ == nullptr ? nullptr : environ[0];

  auto& table = demo.table("The mapping in which a local of main's lies",
                           {"what", "found"});
  table.row({"its name", measured(before.name)});
  table.row({"the limit of its size", measured(limit_text())});
  table.row({"size before deep calls", measured(before.kib(), "KiB")});
  table.row({"size after them", measured(after.kib(), "KiB")});
  table.row({"its highest address moved by", after.end - before.end});
  if (first_variable != nullptr)
    table.row({"the environment lies in it",
               measured(before.holds(first_variable) ? "yes" : "no")});
  if (before.end == 0) {
    demo.not_measured("the mapping", "/proc/self/maps does not list it");
    demo.expect("the calls went down and came back", used >= depth);
    return;
  }
  demo.expect("there was a stack before this program's first instruction",
              before.holds(&local));
  demo.expect(
      "the kernel extended it while calls went down; no call asked "
      "for that",
      after.end - after.begin >= depth && used >= depth);
  demo.expect("it does not shrink when they return",
              after.begin <= before.begin && after.end == before.end);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "stack_mapping", "Who makes the stack?",
                            look);
}
