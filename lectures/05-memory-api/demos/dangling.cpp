// What a pointer sees whose block was freed and given out again.
// break it: `third - list;` -> `third - list + 1;`
// flags: -O0
#include <fmt/core.h>

#include <cstdlib>
#include <cstring>

#include "demo/demo.hpp"

namespace demo = heaplab::demo;

namespace {

// A pointer that the compiler knows nothing about any more: it may neither warn
// about its use nor reason from it.
template <class T>
T* forgotten(T* pointer) {
  asm volatile("" : "+r"(pointer));
  return pointer;
}

void show_reuse(demo::Demo& demo) {
  // [reuse
  char* const mine = static_cast<char*>(std::malloc(64));
  std::strcpy(mine, "my letter");
  char* const old = forgotten(mine);  // a second pointer to the same block
  std::free(mine);

  char* const yours = static_cast<char*>(std::malloc(64));
  std::strcpy(yours, "your password");
  // reuse]
  const bool same = old == yours;
  auto& table = demo.table("A block of 64 bytes is freed, one is asked for",
                           {"question", "answer"});
  table.row({"is it the same address?", demo::measured(same ? "yes" : "no")});
  if (same) {
    table.row({"the old pointer reads", demo::measured(old)});
    std::strcpy(old, "my letter");
    table.row({"after a write through it, yours holds", demo::measured(yours)});
  } else {
    demo.not_measured("what the old pointer reads",
                      "this malloc gave the block to nobody yet");
  }
  demo.expect("two pointers to one address see the same bytes",
              !same || std::strcmp(yours, "my letter") == 0);
  std::free(yours);
}

void show_vector_like_growth(demo::Demo& demo) {
  int* list = static_cast<int*>(std::malloc(4 * sizeof(int)));
  for (int i = 0; i < 4; ++i) list[i] = i;
  // [alias
  int* const third = forgotten(list + 2);  // points into the block
  const auto third_index = third - list;   // an index does not
  auto* const longer =
      static_cast<int*>(std::realloc(list, (1 << 16) * sizeof(int)));
  const bool moved = third != longer + 2;
  list = longer;
  // alias]
  auto& table = demo.table("A block grows while another pointer looks in",
                           {"question", "answer"});
  table.row({"did the block move?", demo::measured(moved ? "yes" : "no")});
  table.row({"does the other pointer point into it?",
             demo::measured(moved ? "no" : "yes")});
  table.row({"element at the index that was kept", list[third_index]});
  demo.expect_equal("an index is right wherever the block is",
                    list[third_index], 2);
  demo.expect_equal("the first element came along", list[0], 0);
  std::free(list);
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "dangling",
                   "What does a pointer see after its block was freed?",
                   [](demo::Demo& demo) {
                     show_reuse(demo);
                     show_vector_like_growth(demo);
                   });
}
