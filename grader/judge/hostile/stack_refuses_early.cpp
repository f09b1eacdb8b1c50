// finding: refused-while-free
// about: keeps half of the stack for nothing
// says: nullptr
// trace: calls
#include "stack.hpp"

struct Early : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    if (bytes > (sp - limit) / 2) return {};
    return Stack::call(return_address, bytes);
  }
};

HEAPLAB_FRAME_STACK(Early)
