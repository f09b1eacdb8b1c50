// finding: outside-heap
// about: does not look at the limit
// says: locals at 0x
// trace: calls
#include "stack.hpp"

struct Unlimited : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    if (bytes < 900000) return Stack::call(return_address, bytes);
    sp -= 16;
    word(sp) = fp;
    word(sp + 8) = return_address;
    fp = sp;
    sp = (sp - bytes) & ~std::uint64_t{15};
    return {reinterpret_cast<void*>(fp), reinterpret_cast<void*>(sp)};
  }
};

HEAPLAB_FRAME_STACK(Unlimited)
