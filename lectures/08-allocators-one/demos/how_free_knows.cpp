// Where free(pointer) finds the size: in a header, or by the address alone.
// break it: `/ slab_bytes` -> `/ (2 * slab_bytes)`
// flags: -O1
#include <malloc.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "demo/demo.hpp"

namespace {

using heaplab::demo::measured;

// [header
// The word before the payload, as glibc's malloc leaves it there.
std::size_t word_before(void* payload) {
  auto* word = static_cast<std::size_t*>(payload) - 1;
  asm volatile("" : "+r"(word));  // the compiler must not reason about it
  return *word;
}
// header]

void show_header(heaplab::demo::Demo& demo) {
#if defined(__GLIBC__)
  auto& table = demo.table("the word before a block of glibc",
                           {"asked for", "word", "its length", "its low bits"});
  bool right = true;
  for (const std::size_t bytes : {1, 24, 25, 100, 1000}) {
    void* payload = std::malloc(bytes);
    const std::size_t word = word_before(payload), length = word & ~15ul;
    table.row({bytes, measured(static_cast<double>(word), ""),
               measured(static_cast<double>(length), "B"),
               measured(static_cast<double>(word & 15), "")});
    right = right && length == malloc_usable_size(payload) + 8;
    std::free(payload);
  }
  if (right) return;
  demo.not_measured("glibc's header", "this program runs on another malloc");
#else
  demo.not_measured("glibc's header", "this C library is another one");
#endif
}

// No headers at all: a region of slabs, each for blocks of one size. A block's
// address says in which slab it lies, and the slab says how long it is.
// [slabs
class Slabs {
 public:
  static constexpr std::size_t slab_bytes = 4096;
  static constexpr std::array<std::size_t, 4> sizes = {16, 48, 112, 512};

  void* allocate(std::size_t bytes) {
    for (std::size_t slab = 0; slab < sizes.size(); ++slab)
      if (bytes <= sizes[slab] && used_[slab] + sizes[slab] <= slab_bytes)
        return &memory_[slab * slab_bytes + take(slab)];
    return nullptr;
  }
  std::size_t size_of(const void* payload) const {
    const auto offset = static_cast<const std::byte*>(payload) - &memory_[0];
    return sizes[static_cast<std::size_t>(offset) / slab_bytes];
  }

 private:
  std::size_t take(std::size_t slab) {
    const std::size_t at = used_[slab];
    used_[slab] += sizes[slab];
    return at;
  }
  alignas(16) std::array<std::byte, sizes.size() * slab_bytes> memory_{};
  std::array<std::size_t, sizes.size()> used_{};
};
// slabs]

void show_slabs(heaplab::demo::Demo& demo) {
  static Slabs slabs;
  auto& table =
      demo.table("slabs without headers",
                 {"asked for", "size by its address", "bytes to the next"});
  bool right = true;
  for (const std::size_t bytes : {9, 16, 17, 100, 300}) {
    const auto* first = static_cast<std::byte*>(slabs.allocate(bytes));
    const auto* second = static_cast<std::byte*>(slabs.allocate(bytes));
    const std::size_t size = slabs.size_of(first);
    table.row({bytes, size, second - first});
    right = right && size >= bytes &&
            size == static_cast<std::size_t>(second - first);
  }
  demo.expect("the address alone gives the size, without a header", right);
}

void show(heaplab::demo::Demo& demo) {
  show_header(demo);
  show_slabs(demo);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "how_free_knows",
                            "How does free know the size?", show);
}
