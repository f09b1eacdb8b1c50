// The grader's own checker of a heap with free lists. It decides what is sound
// and what is broken, so that no chaff is sound and no wheat broken.
#pragma once

#include <optional>
#include <string>

#include "heaps/image.hpp"

namespace heaplab::heaps {

struct Defect {
  std::string what;      // "the footer of the free block at heap+0x48 says …"
  std::uint64_t at = 0;  // an address to look at
};

// The first thing in `image` that is not as heaplab/heap_image.hpp says: the
// blocks in address order, then the lists. It ends whatever the bytes are.
std::optional<Defect> first_defect(const Image& image);

}  // namespace heaplab::heaps
