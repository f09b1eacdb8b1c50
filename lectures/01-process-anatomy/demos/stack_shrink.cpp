// The stack's mapping before, during and after a deep recursion.
// break it: `calls == 0 ? look_at_stack()` -> `calls >= 0 ? look_at_stack()`
#include <sys/mman.h>
#include <sys/resource.h>

#include <algorithm>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "maps.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::measured;
using heaplab::demo::Table;

namespace {

struct Stack {
  std::uintptr_t mapped = 0;    // bytes
  std::uintptr_t resident = 0;  // bytes of it that have memory
};

const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));

Stack look_at_stack() {
  int local = 0;
  const Mapping stack = mapping_of(read_maps(), address_of(&local));
  std::vector<unsigned char> pages(stack.bytes() / page);
  mincore(reinterpret_cast<void*>(stack.first), stack.bytes(), pages.data());
  Stack result = {stack.bytes(), 0};
  for (const unsigned char is_resident : pages) {
    result.resident += (is_resident & 1u) * page;
  }
  return result;
}

// [recursion
// Each call has a frame of more than 64 KiB and writes to all of it.
[[gnu::noinline]] Stack recurse(int calls) {
  char frame[64 << 10];
  for (std::size_t i = 0; i < sizeof frame; i += 1024) {
    frame[i] = 1;
  }
  keep(frame);
  const Stack deepest = calls == 0 ? look_at_stack() : recurse(calls - 1);
  keep(frame);  // the frame is needed until here
  return deepest;
}
// recursion]

rlim_t limit() {
  rlimit stack = {};
  getrlimit(RLIMIT_STACK, &stack);
  return stack.rlim_cur;
}

std::string limit_in_words() {
  return limit() == RLIM_INFINITY ? "unlimited"
                                  : std::to_string(limit() / 1024) + " KiB";
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "stack_shrink", "How large is a stack, and does it shrink?",
      [](Demo& demo) {
        // [look
        // 4 MiB and a little, or what half of a small limit allows.
        const rlim_t room = limit() / 2 / (64 << 10);  // in frames
        const int depth = static_cast<int>(std::clamp<rlim_t>(room, 1, 65) - 1);
        const Stack before = look_at_stack();
        const Stack deep = recurse(depth);
        const Stack after = look_at_stack();
        // look]
        Table& table = demo.table("", {"when", "mapped", "resident"});
        auto row = [&](const char* when, const Stack& stack) {
          table.row({when, measured(double(stack.mapped) / 1024, "KiB"),
                     measured(double(stack.resident) / 1024, "KiB")});
        };
        row("before", before);
        row("in the deepest call", deep);
        row("after all have returned", after);
        table.row({"limit of this process", measured(limit_in_words()), ""});
        const std::uintptr_t needed = (depth + 1ull) * (64 << 10);
        demo.expect("the frames of all calls are in memory together",
                    deep.resident >= needed);
        demo.expect("the mapping does not become shorter when calls return",
                    after.mapped >= deep.mapped);
        demo.expect("pages once touched stay after the return",
                    after.resident >= needed);
      });
}
