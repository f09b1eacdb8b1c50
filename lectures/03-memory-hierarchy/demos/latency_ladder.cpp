// What a load costs, by how much memory a program goes through.
// break it: `while (line != first && count <= lines)` -> `while (false)`
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "chase.hpp"
#include "demo/demo.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;

namespace {

struct Step {
  std::size_t lines_seen = 0;  // before the circle closed
  double ns = 0;
  std::size_t huge_kib = 0;  // of the memory, in huge pages
};

// The sum of AnonHugePages over all mappings of this process.
std::size_t huge_kib_now() {
  std::ifstream smaps("/proc/self/smaps");
  std::size_t sum = 0;
  for (std::string line; std::getline(smaps, line);)
    if (line.starts_with("AnonHugePages:")) sum += std::stoul(line.substr(14));
  return sum;
}

std::size_t lines_of_circle(Line* first, std::size_t lines) {
  Line* line = first->next;
  std::size_t count = 1;
  while (line != first && count <= lines) {
    line = line->next;
    ++count;
  }
  return count;
}

Step measure(std::size_t bytes, const std::vector<std::uint32_t>& next,
             bool huge) {
  const std::size_t before = huge ? huge_kib_now() : 0;
  const Mapping memory(bytes, huge);
  link_lines(memory.lines(), next);
  Step step;
  step.lines_seen = lines_of_circle(memory.lines(), memory.count());
  step.ns = ns_for_a_step(memory.lines(), 100'000);
  if (huge) step.huge_kib = huge_kib_now() - before;
  return step;
}

// A chain of additions, each of which needs the result of the last.
double ns_for_an_addition() {
  constexpr std::size_t steps = 1'000'000;
  std::uint64_t sum = 1;
  return heaplab::demo::least_ns(3, steps, [&] {
    std::uint64_t in_register = sum;
    for (std::size_t k = 0; k < steps; ++k) {
      in_register += k;
      asm volatile("" : "+r"(in_register));  // one at a time
    }
    sum = in_register;
  });
}

std::string size_text(std::size_t bytes) {
  return bytes < (1u << 20) ? fmt::format("{} KiB", bytes >> 10)
                            : fmt::format("{} MiB", bytes >> 20);
}

void climb(Demo& demo) {
  auto& table = demo.table(
      "", {"working set", "lines", "ns for a load", "the same in huge pages"});
  table.row({"a register", 0, measured(ns_for_an_addition(), "ns"), "none"});
  std::size_t huge_kib = 0;
  bool all_seen = true;
  // [ladder
  for (const std::size_t kib : {16, 256, 4 << 10, 64 << 10}) {
    const std::size_t bytes = kib << 10;
    const auto next = random_circle(bytes / line_bytes);
    const Step small = measure(bytes, next, false);
    const Step huge = measure(bytes, next, true);
    // ladder]
    huge_kib += huge.huge_kib;
    all_seen = all_seen && small.lines_seen == next.size() &&
               huge.lines_seen == next.size();
    table.row({size_text(bytes), next.size(), measured(small.ns, "ns"),
               huge.huge_kib > 0 ? measured(huge.ns, "ns")
                                 : heaplab::demo::unknown()});
  }
  demo.expect("one walk round the circle comes to every line once", all_seen);
  if (huge_kib == 0)
    demo.not_measured("huge pages", "this kernel gave none when asked");
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "latency_ladder",
                            "What does a load cost?", climb);
}
