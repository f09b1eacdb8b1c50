// finding: wrong-error
// about: what is wrong with a call of delete is told the last first
// says: it reported:
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void deallocate(void* payload, const Call& call,
                  std::size_t sized = heaplab::unsized) {
    Block* block = last;
    while (block && block->payload != payload) block = block->before;
    const bool sized_wrong = block && block->live &&
                             sized != heaplab::unsized && sized != block->bytes;
    if (sized_wrong) report(Kind::wrong_size, block, 0, call.site);
    Debugging::deallocate(payload, call,
                          sized_wrong ? heaplab::unsized : sized);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)
