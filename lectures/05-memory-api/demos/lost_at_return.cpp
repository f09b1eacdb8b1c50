// What becomes of a block when the function that asked for it returns.
// break it: `return name;` -> `delete[] name; return nullptr;`
// flags: -O0
#include <fmt/core.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

#include "demo/demo.hpp"

namespace demo = heaplab::demo;

// [count
// Every new and delete of this program comes here, and is counted.
namespace {
long live_blocks = 0;
}

void* operator new(std::size_t bytes) {
  void* const block = std::malloc(bytes);
  if (block == nullptr) throw std::bad_alloc();
  ++live_blocks;
  return block;
}
void operator delete(void* block) noexcept {
  if (block != nullptr) --live_blocks;
  std::free(block);
}
// count]
void operator delete(void* block, std::size_t) noexcept {
  operator delete(block);
}

namespace {

// [three
// The pointer is handed out: whoever called this owns the block now.
char* returned() {
  char* const name = new char[16];
  std::strcpy(name, "still here");
  return name;
}

// The pointer is kept in an object that outlives the call.
char* kept_name = nullptr;
void kept() {
  kept_name = new char[16];
  std::strcpy(kept_name, "kept");
}

// The only pointer is a local. It ends here, and the block does not.
void lost() {
  char* const name = new char[16];
  std::strcpy(name, "lost");
}
// three]

// The blocks that live more after `body` than before.
template <class Body>
long left_by(const Body& body) {
  const long before = live_blocks;
  body();
  return live_blocks - before;
}

void show_returns(demo::Demo& demo) {
  char* name = nullptr;
  const long after_returned = left_by([&] { name = returned(); });
  const std::string content = name == nullptr ? "" : name;
  const long after_delete = left_by([&] { delete[] name; });
  const long after_kept = left_by(kept);
  const long after_delete_kept = left_by([] { delete[] kept_name; });
  const long after_lost = left_by(lost);
  auto& table = demo.table(
      "", {"the function's pointer", "blocks it left", "after delete[]"});
  table.row({"is returned", after_returned, after_returned + after_delete});
  table.row({"is kept in a variable elsewhere", after_kept,
             after_kept + after_delete_kept});
  table.row({"was its only one", after_lost, "nobody can"});
  demo.expect_equal("a block outlives the function that asked for it",
                    after_returned, 1);
  demo.expect_equal("so does its content", content, "still here");
  demo.expect_equal("a pointer that survives can end it",
                    after_kept + after_delete_kept, 0);
  demo.expect_equal("a block without a pointer stays too", after_lost, 1);
}

// [serve
// Answers a request, and forgets 100 bytes of it.
int serve(int request) {
  char* const text = new char[100];
  return std::snprintf(text, 100, "answer %d", request);
}
// serve]

void show_leak(demo::Demo& demo) {
  auto& table = demo.table("A server that loses 100 bytes with each request",
                           {"requests", "blocks lost", "bytes lost"});
  long requests = 0, lost_blocks = 0;
  for (const long until : {10, 1000, 100000}) {
    lost_blocks += left_by([&] {
      for (; requests < until; ++requests) serve(static_cast<int>(requests));
    });
    table.row({requests, lost_blocks, 100 * lost_blocks});
  }
  demo.expect_equal("each request costs a block, for ever", lost_blocks,
                    requests);
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "lost_at_return",
                   "What becomes of a block when its function returns?",
                   [](demo::Demo& demo) {
                     show_returns(demo);
                     show_leak(demo);
                   });
}
