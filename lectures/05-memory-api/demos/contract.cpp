// What malloc, calloc, realloc and free promise, tried out.
// break it: `std::calloc(1 << 12, 1)` -> `std::malloc(1 << 12)`
// flags: -O0
#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "demo/demo.hpp"

namespace demo = heaplab::demo;

namespace {

// A compiler knows some of these sizes to be impossible, and warns. It cannot
// know what a volatile holds.
volatile std::size_t half = SIZE_MAX / 2;

bool all_aligned() {
  // [aligned
  bool aligned = true;
  for (std::size_t bytes = 1; bytes <= 200; ++bytes) {
    void* const block = std::malloc(bytes);
    const auto address = reinterpret_cast<std::uintptr_t>(block);
    if (address % alignof(std::max_align_t) != 0) aligned = false;
    std::free(block);
  }
  // aligned]
  return aligned;
}

// Blocks that held something before, and one from calloc in their place.
bool calloc_clears_used_memory() {
  // [zeroed
  void* const used = std::malloc(1 << 12);
  std::memset(used, 'x', 1 << 12);
  std::free(used);
  auto* const block = static_cast<char*>(std::calloc(1 << 12, 1));
  int not_zero = 0;
  for (int i = 0; i < 1 << 12; ++i) not_zero += block[i] != 0;
  // zeroed]
  std::free(block);
  return not_zero == 0;
}

// [product
// Room for 2^62 + 1 elements of 4 bytes: the product is 2^64 + 4. A std::size_t
// keeps the 4.
void* by_product(std::size_t count) { return std::malloc(count * 4); }
void* by_calloc(std::size_t count) { return std::calloc(count, 4); }
// product]

bool served(void* (*allocate)(std::size_t), std::size_t count) {
  void* volatile block = allocate(count);
  const bool answer = block != nullptr;
  std::free(block);
  return answer;
}

// [grow
// Makes the block larger, or leaves it as it is and says so.
bool grow(char*& block, std::size_t bytes) {
  void* const larger = std::realloc(block, bytes);
  if (larger == nullptr) return false;  // block is still good, and still ours
  block = static_cast<char*>(larger);
  return true;
}
// grow]

bool old_block_survives_a_failed_realloc() {
  auto* block = static_cast<char*>(std::malloc(6));
  std::strcpy(block, "alive");
  const bool grown = grow(block, half);  // more than there is
  const bool survives = std::strcmp(block, "alive") == 0;
  std::free(block);
  return !grown && survives;
}

bool realloc_keeps_the_content() {
  auto* block = static_cast<unsigned char*>(std::malloc(100));
  for (unsigned i = 0; i < 100; ++i) block[i] = static_cast<unsigned char>(i);
  block = static_cast<unsigned char*>(std::realloc(block, 1 << 20));
  bool same = true;
  for (unsigned i = 0; i < 100; ++i) same = same && block[i] == i;
  std::free(block);
  return same;
}

void fill(demo::Demo& demo) {
  const std::size_t count = SIZE_MAX / 4 + 2;  // times 4: 2^64 + 4
  demo.expect("malloc aligns each block for every basic type", all_aligned());
  demo.expect("malloc refuses what cannot be, with a null pointer",
              std::malloc(half) == nullptr);
  demo.expect("calloc clears memory that was used before",
              calloc_clears_used_memory());
  demo.expect("calloc refuses a product that overflows",
              !served(by_calloc, count));
  demo.expect("realloc keeps the content", realloc_keeps_the_content());
  demo.expect("a refused realloc leaves the old block as it was",
              old_block_survives_a_failed_realloc());
  std::free(nullptr);
  demo.expect("free(nullptr) does nothing", true);

  auto& sizes = demo.table("An array of 2^62 + 1 elements of 4 bytes",
                           {"call", "answer"});
  sizes.row({"malloc(count * 4)",
             served(by_product, count) ? "a block of 4 bytes" : "refused"});
  sizes.row({"calloc(count, 4)",
             served(by_calloc, count) ? "a block of 4 bytes" : "refused"});
}

}  // namespace

int main(int argc, char** argv) {
  return demo::run(argc, argv, "contract",
                   "What may you rely on when you call malloc?", fill);
}
