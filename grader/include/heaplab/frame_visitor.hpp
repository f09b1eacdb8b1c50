// How a call stack shows its frames.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heaplab {

// A frame that was just pushed.
struct Frame {
  void* frame_pointer;  // address of the pair: caller's frame pointer, return
                        // address
  void* locals;         // lowest byte of its locals
};

class FrameVisitor {
 public:
  // Called once for each frame, the newest first.
  virtual void visit(const void* frame_pointer,
                     std::uint64_t return_address) = 0;

 protected:
  ~FrameVisitor() = default;
};

}  // namespace heaplab
