// calloc of 64 MiB, beside malloc with memset.
// break it: `std::calloc(1000, 1)` -> `std::malloc(1000)`
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "pages.hpp"

using heaplab::demo::Demo;
using heaplab::demo::keep;
using heaplab::demo::measured;
using heaplab::demo::now_ns;
using heaplab::demo::Table;

namespace {

constexpr std::size_t count = 64 << 20;

struct Result {
  double us;
  std::size_t resident_kib;
};

// [ways
char* by_calloc() { return static_cast<char*>(std::calloc(count, 1)); }

char* by_malloc_and_memset() {
  auto* block = static_cast<char*>(std::malloc(count));
  keep(block);  // or the compiler makes a calloc of the two
  std::memset(block, 0, count);
  return block;
}
// ways]

// KiB of the block's pages that have memory; the block's first and last page
// may be shared with others and are left out.
std::size_t resident_kib(const char* block) {
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  const std::uintptr_t first = (address / page_bytes + 1) * page_bytes;
  const std::size_t pages = (address + count - first) / page_bytes;
  return resident_pages(reinterpret_cast<const void*>(first), pages) *
         page_bytes / 1024;
}

Result measure(char* (*get)(), bool& all_zero) {
  const double start = now_ns();
  char* block = get();
  const double us = (now_ns() - start) / 1000;
  const Result result = {us, resident_kib(block)};
  for (std::size_t i = 0; i < count; i += 4000) {
    all_zero = all_zero && block[i] == 0;
  }
  std::free(block);
  return result;
}

// A block that has been used and freed comes back: now calloc must clear it.
bool used_block_is_cleared() {
  bool cleared = true;
  for (int i = 0; i < 8; i++) {
    auto* used = static_cast<char*>(std::malloc(1000));
    keep(used);
    std::memset(used, 0xff, 1000);
    keep(used);
    std::free(used);
    auto* block = static_cast<char*>(std::calloc(1000, 1));
    for (int at = 0; at < 1000; at++) {
      cleared = cleared && block[at] == 0;
    }
    std::free(block);
  }
  return cleared;
}

bool overflow_is_refused() {
  // [overflow
  volatile std::size_t members = SIZE_MAX / 2 + 2;  // times 2: wraps to 2
  void* block = std::calloc(members, 2);
  keep(block);  // or the compiler leaves out calloc and free, and says "ok"
  // overflow]
  const bool refused = block == nullptr;
  std::free(block);
  return refused;
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "calloc_lazy", "Is calloc malloc and a memset?",
      [](Demo& demo) {
        bool all_zero = true;
        const Result lazy = measure(by_calloc, all_zero);
        const Result eager = measure(by_malloc_and_memset, all_zero);
        Table& table = demo.table("64 MiB", {"how", "time", "resident"});
        table.row({"calloc", measured(lazy.us, "us"),
                   measured(double(lazy.resident_kib), "KiB")});
        table.row({"malloc and memset", measured(eager.us, "us"),
                   measured(double(eager.resident_kib), "KiB")});
        Table& rest = demo.table("", {"what", "value"});
        const bool cleared = used_block_is_cleared();
        const bool refused = overflow_is_refused();
        rest.row({"calloc of a block used before", cleared ? "zero" : "junk"});
        rest.row({"calloc(SIZE_MAX / 2 + 2, 2)", refused ? "NULL" : "a block"});
        demo.expect("all bytes are zero", all_zero);
        demo.expect("calloc clears a block that was used before", cleared);
        demo.expect("calloc refuses a product that is too large", refused);
#ifdef __GLIBC__
        demo.expect("calloc of a large block touches few of its pages",
                    lazy.resident_kib < count / 1024 / 2);
#endif
      });
}
