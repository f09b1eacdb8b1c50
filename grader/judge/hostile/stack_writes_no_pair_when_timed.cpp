// finding: differs-when-timed
// about: keeps its chain elsewhere where no junk is found
// says: while it was being timed, that of call
// when: timed
// trace: calls
#include "stack.hpp"

struct Lazy : Stack {
  explicit Lazy(heaplab::StackRegion region)
      : Stack(region), timed(word(top - 8) == 0) {}
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    const heaplab::Frame frame = Stack::call(return_address, bytes);
    // Swapped back before anybody reads it.
    if (timed && frame.frame_pointer != nullptr) {
      const std::uint64_t saved = word(fp);
      word(fp) = return_address;
      word(fp + 8) = saved;
    }
    return frame;
  }
  std::uint64_t leave() {
    if (!timed) return Stack::leave();
    const std::uint64_t return_address = word(fp);
    sp = fp + 16;
    fp = word(fp + 8);
    return return_address;
  }
  void unwind(void* frame_pointer) {
    while (fp != address(frame_pointer)) leave();
  }
  void walk(heaplab::FrameVisitor& visitor) const {
    if (!timed) return Stack::walk(visitor);
    for (std::uint64_t at = fp; at != 0; at = word(at + 8))
      visitor.visit(reinterpret_cast<void*>(at), word(at));
  }
  bool timed;
};

HEAPLAB_FRAME_STACK(Lazy)
