// The part of a call stack that nobody has been given, as it was before the
// class began to use it.
#pragma once

#include <cstdint>

#include "judge/shared_memory.hpp"

namespace heaplab::judge {

struct UntouchedStack {
  const SharedMemory& heap;
  std::uint64_t limit;  // offsets of its first byte,
  std::uint64_t top;    // and of the byte after its last one

  // The offset of the first byte below `end` that was touched; `end` where none
  // was. New bytes hold the player's junk. Of a large stack the middle does
  // not: there a page exists only where it was touched, and counts from its
  // first byte on.
  std::uint64_t first_touched(std::uint64_t end) const;
};

}  // namespace heaplab::judge
