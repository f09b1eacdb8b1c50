// How often a growing heap asks the system, and what it holds unused.
// break it: `heap += grown;` -> `heap += grown / 2;`
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "demo/demo.hpp"

namespace {

using heaplab::demo::measured;
using Bytes = std::uint64_t;

constexpr Bytes block = 64;
constexpr Bytes kib = 1024;

// [policies
// What to ask the system for: `missing` bytes at least, when the heap has
// `heap` bytes already.
using Policy = Bytes (*)(Bytes heap, Bytes missing);

Bytes what_is_missing(Bytes, Bytes missing) { return missing; }
Bytes steps_of_4_kib(Bytes, Bytes missing) {
  return std::max(missing, 4 * kib);
}
Bytes steps_of_128_kib(Bytes, Bytes missing) {
  return std::max(missing, 128 * kib);
}
Bytes an_eighth_more(Bytes heap, Bytes missing) {
  return std::max({missing, heap / 8, 4 * kib});
}
Bytes as_much_again(Bytes heap, Bytes missing) {
  return std::max({missing, heap, 4 * kib});
}
// policies]

struct Growth {
  Bytes calls = 0;
  Bytes heap = 0;
  Bytes most_unused = 0;
  bool always_enough = true;
};

// [grow
// Blocks are allocated until `total` bytes are in use.
Growth grow_to(Bytes total, Policy policy) {
  Growth growth;
  Bytes heap = 0;
  for (Bytes used = block; used <= total; used += block) {
    if (used > heap) {
      const Bytes grown = policy(heap, used - heap);
      heap += grown;
      ++growth.calls;
    }
    growth.always_enough = growth.always_enough && used <= heap;
    growth.most_unused = std::max(growth.most_unused, heap - used);
  }
  growth.heap = heap;
  return growth;
}
// grow]

void show_policies(heaplab::demo::Demo& demo) {
  constexpr Bytes total = 1100 * kib;
  auto& table = demo.table(
      "blocks of 64 bytes, up to 1100 KiB in all",
      {"the heap grows by", "calls", "KiB at the end", "KiB unused at most"});
  bool enough = true;
  const auto row = [&](const char* name, Policy policy) {
    const Growth growth = grow_to(total, policy);
    table.row(
        {name, growth.calls, growth.heap / kib, growth.most_unused / kib});
    enough = enough && growth.always_enough;
  };
  row("what is missing", what_is_missing);
  row("4 KiB", steps_of_4_kib);
  row("128 KiB", steps_of_128_kib);
  row("an eighth of what it has", an_eighth_more);
  row("as much again", as_much_again);
  demo.expect("after each call the heap holds all that is in use", enough);
}

// [break
// The steps of the program break while malloc serves 200,000 small requests.
std::vector<std::intptr_t> break_steps() {
  std::vector<std::intptr_t> steps;
  steps.reserve(4096);
  static void* blocks[200000];
  const char* before = static_cast<char*>(sbrk(0));
  for (void*& each : blocks) {
    each = std::malloc(48);
    const char* now = static_cast<char*>(sbrk(0));
    if (now != before && steps.size() < 4096) steps.push_back(now - before);
    before = now;
  }
  for (void* each : blocks) std::free(each);
  return steps;
}
// break]

void show_malloc(heaplab::demo::Demo& demo) {
  const std::vector<std::intptr_t> steps = break_steps();
  if (steps.empty()) {
    demo.not_measured("steps of malloc's heap",
                      "this malloc does not use the program break");
    return;
  }
  const auto [least, most] = std::minmax_element(steps.begin(), steps.end());
  auto& table = demo.table("200,000 times malloc(48) here", {"", "found"});
  table.row({"steps of the program break",
             measured(static_cast<double>(steps.size()), "")});
  table.row(
      {"shortest step", measured(static_cast<double>(*least) / 1024, "KiB")});
  table.row(
      {"longest step", measured(static_cast<double>(*most) / 1024, "KiB")});
}

void show(heaplab::demo::Demo& demo) {
  show_policies(demo);
  show_malloc(demo);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "growth",
                            "How much should a full heap ask for?", show);
}
