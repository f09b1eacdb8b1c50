// Three ways to free a block twice, and what becomes of them.
// break it: `char* shifted = old;` -> `char* shifted = old + 1;`
// flags: -O0
#include <fmt/core.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "demo/child.hpp"
#include "demo/demo.hpp"

namespace demo = heaplab::demo;

namespace {

// The compiler does not know any more what this points to, and cannot warn.
void* hidden(void* pointer) {
  asm volatile("" : "+r"(pointer));
  return pointer;
}

// [ways
int at_once() {
  void* const block = std::malloc(24);
  void* const again = hidden(block);
  std::free(block);
  std::free(again);
  return 0;
}

// Other blocks of the size are freed before it, and one between.
int with_others_between() {
  std::array<void*, 7> others;
  for (void*& other : others) other = std::malloc(24);
  void* const block = std::malloc(24);
  void* const again = hidden(block);
  void* const between = std::malloc(24);
  for (void* other : others) std::free(other);
  std::free(block);
  std::free(between);
  std::free(again);
  return 0;
}
// ways]

struct Outcome {
  bool same_block = false;  // malloc gave the freed block out again
  bool two_owners = false;  // and after the second free once more
};

Outcome after_reuse() {
  // [reuse
  void* const mine = std::malloc(24);
  void* const old = hidden(mine);
  std::free(mine);
  void* const yours = std::malloc(24);  // mostly the block just freed
  if (old != yours) return {};          // not here, then
  std::free(old);                       // mine, for the second time
  void* const theirs = std::malloc(24);
  return {true, theirs == hidden(yours)};  // you still use yours
  // reuse]
}

// free(old) and free(yours) are one call: same function, same argument.
int free_after_reuse() {
  void* const mine = std::malloc(24);
  char* old = static_cast<char*>(hidden(mine));
  std::free(mine);
  void* const yours = std::malloc(24);
  char* shifted = old;
  if (old == yours) std::free(shifted);
  return 0;
}

void fill(demo::Demo& demo) {
  auto& table = demo.table("", {"the second free comes", "and the program"});
  table.row(
      {"at once", demo::measured(demo::run_in_child(at_once, 10).in_words())});
  table.row(
      {"after frees of other blocks",
       demo::measured(demo::run_in_child(with_others_between, 10).in_words())});
  const auto reused = demo::run_in_child(free_after_reuse, 10);
  table.row({"when the block has a new owner", reused.in_words()});
  const Outcome outcome = after_reuse();
  if (outcome.same_block)
    demo.table("", {"after that", "answer"})
        .row({"two owners have one block",
              demo::measured(outcome.two_owners ? "yes" : "no")});
  demo.expect_equal("no allocator notices it when the block has a new owner",
                    reused.in_words(), "exit 0");
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "double_free",
                   "What becomes of a block that is freed twice?", fill);
}
