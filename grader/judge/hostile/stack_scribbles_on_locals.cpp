// finding: payload-changed
// about: clears the newest byte of the caller
// says: byte 0 of it became 0x
// trace: calls
#include "stack.hpp"

struct Scribbling : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    if (fp != 0 && sp != fp) *reinterpret_cast<std::byte*>(sp) ^= std::byte{1};
    return Stack::call(return_address, bytes);
  }
};

HEAPLAB_FRAME_STACK(Scribbling)
