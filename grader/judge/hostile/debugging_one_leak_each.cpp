// finding: wrong-leaks
// about: a group for each block, not for each site
// says: leaks() shows
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void leaks(heaplab::LeakVisitor& visitor) const {
    for (const Block* block = last; block; block = block->before)
      if (block->live) visitor.visit({block->allocated, 1, block->bytes});
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
