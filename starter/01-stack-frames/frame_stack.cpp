// A call stack in memory that it is given: what call, alloca, ret and longjmp
// do to a stack, with nothing left out.
#include "heaplab/frame_stack.hpp"

// What a frame pointer points to. Frames are linked by it, the newest first.
struct Pair {
  Pair* caller;  // null in the outermost frame
  std::uint64_t return_address;
};
inline constexpr std::size_t alignment_bytes = 16;

class FrameStack {
 public:
  explicit FrameStack(heaplab::StackRegion region)
      : limit_(region.limit), sp_(region.top) {}

  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    // Task 1: push the pair, then room for the locals.
    static_cast<void>(return_address);
    static_cast<void>(bytes);
    return {};
  }

  void* allocate(std::size_t bytes) {
    // Task 2: more room in the newest frame.
    static_cast<void>(bytes);
    return nullptr;
  }

  std::uint64_t leave() {
    return fp_ == nullptr ? 0 : fp_->return_address;  // task 1
  }

  void unwind(void* frame_pointer) {
    static_cast<void>(frame_pointer);  // task 3
  }

  void walk(heaplab::FrameVisitor& visitor) const {
    static_cast<void>(visitor);  // task 4
  }

 private:
  // A multiple of 16: what is at most this long fits when it is rounded up too.
  std::size_t room_bytes() const {
    return static_cast<std::size_t>(sp_ - limit_);
  }

  // limit_ <= sp_ <= fp_ < top, each a multiple of 16
  // fp_ + 16 = where sp_ was before the newest call
  std::byte* limit_;    // lowest byte of the region
  std::byte* sp_;       // lowest byte in use
  Pair* fp_ = nullptr;  // of the newest frame
};

HEAPLAB_FRAME_STACK(FrameStack)
