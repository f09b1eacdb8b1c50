// What realloc does with a block that is to be smaller, or larger.
// break it: `const auto kept = std::min(from, to);` -> `const auto kept = to;`
#include <fmt/core.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "demo/demo.hpp"

namespace demo = heaplab::demo;

namespace {

constexpr std::size_t large = 64 << 20;

// What the block has room for, which may be more than was asked for.
demo::Cell room_in(void* block) {
#if defined(__GLIBC__)
  const double bytes = static_cast<double>(malloc_usable_size(block));
  return demo::measured(bytes, "B");
#else
  (void)block;
  return demo::unknown();
#endif
}

// Bytes of memory that the process has, in MiB.
double resident_mib() {
  std::ifstream file("/proc/self/statm");
  long pages = 0;
  file >> pages >> pages;
  return static_cast<double>(pages) *
         static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

std::string sizes(std::size_t from, std::size_t to) {
  if (from == large) return fmt::format("64 MiB -> {}", to);
  return fmt::format("{} -> {}", from, to);
}

class Resizing {
 public:
  explicit Resizing(demo::Demo& demo)
      : demo_(demo),
        table_(demo.table("", {"realloc", "moved", "room before", "after"})) {}

  // Asks for `from` bytes, then for `to`. `neighbour`: a live block stands
  // behind it, so that it cannot grow where it is.
  void row(std::size_t from, std::size_t to, bool neighbour) {
    // [resize
    auto* block = static_cast<unsigned char*>(std::malloc(from));
    void* const behind = neighbour ? std::malloc(2000) : nullptr;
    std::memset(block, 0x5a, from);
    const auto address = reinterpret_cast<std::uintptr_t>(block);
    const demo::Cell before = room_in(block);

    block = static_cast<unsigned char*>(std::realloc(block, to));
    const bool moved = reinterpret_cast<std::uintptr_t>(block) != address;
    // resize]
    table_.row({sizes(from, to), demo::measured(moved ? "yes" : "no"), before,
                room_in(block)});
    const auto kept = std::min(from, to);
    same_ = same_ && std::count(block, block + kept, 0x5a) ==
                         static_cast<std::ptrdiff_t>(kept);
    aligned_ = aligned_ && reinterpret_cast<std::uintptr_t>(block) % 16 == 0;
    std::free(behind);
    std::free(block);
  }

  void expect_the_contract() {
    demo_.expect("the content is kept, up to the smaller size", same_);
    demo_.expect("the block is aligned after it as before", aligned_);
  }

 private:
  demo::Demo& demo_;
  demo::Table& table_;
  bool same_ = true, aligned_ = true;
};

void show_resident(demo::Demo& demo) {
  auto* block = static_cast<char*>(std::malloc(large));
  std::memset(block, 1, large);
  const double before = resident_mib();
  block = static_cast<char*>(std::realloc(block, 1000));
  auto& table = demo.table("Memory of the process", {"when", "resident"});
  table.row({"with 64 MiB in use", demo::measured(before, "MiB")});
  table.row({"after realloc to 1000 B", demo::measured(resident_mib(), "MiB")});
  std::free(block);
}

void show_zero(demo::Demo& demo) {
  // [zero
  volatile std::size_t zero = 0;
  void* const answer = std::realloc(std::malloc(100), zero);
  // zero]
  demo.table("", {"call", "answer"})
      .row({"realloc(block, 0)",
            demo::measured(answer == nullptr ? "a null pointer" : "a block")});
  std::free(answer);
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "realloc_shrink",
                   "Does realloc really shrink a block?", [](demo::Demo& demo) {
                     Resizing resizing(demo);
                     resizing.row(100, 90, true);
                     resizing.row(100, 40, true);
                     resizing.row(1000, 100, true);
                     resizing.row(large, 1000, false);
                     resizing.row(5000, 9000, false);
                     resizing.row(5000, 9000, true);
                     resizing.expect_the_contract();
                     show_resident(demo);
                     show_zero(demo);
                   });
}
