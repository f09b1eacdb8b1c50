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
    // [solution
    const std::size_t room = room_bytes();
    if (room < sizeof(Pair) || bytes > room - sizeof(Pair)) return {};
    sp_ -= sizeof(Pair);
    fp_ = ::new (sp_) Pair{fp_, return_address};
    sp_ -= rounded(bytes);
    return {fp_, sp_};
    // solution]
    // [starter
    // // Task 1: push the pair, then room for the locals.
    // static_cast<void>(return_address);
    // static_cast<void>(bytes);
    // return {};
    // starter]
  }

  void* allocate(std::size_t bytes) {
    // [solution
    if (bytes > room_bytes()) return nullptr;
    sp_ -= rounded(bytes);
    return sp_;
    // solution]
    // [starter
    // // Task 2: more room in the newest frame.
    // static_cast<void>(bytes);
    // return nullptr;
    // starter]
  }

  std::uint64_t leave() {
    // [solution
    const Pair pair = *fp_;
    pop_to(pair.caller);
    return pair.return_address;
    // solution]
    // [starter
    // return fp_ == nullptr ? 0 : fp_->return_address;  // task 1
    // starter]
  }

  void unwind(void* frame_pointer) {
    // [solution
    // The pair says nothing about where its frame ends. The frame that it
    // called does: it begins there.
    while (fp_ != frame_pointer) pop_to(fp_->caller);
    // solution]
    // [starter
    // static_cast<void>(frame_pointer);  // task 3
    // starter]
  }

  void walk(heaplab::FrameVisitor& visitor) const {
    // [solution
    for (const Pair* pair = fp_; pair != nullptr; pair = pair->caller)
      visitor.visit(pair, pair->return_address);
    // solution]
    // [starter
    // static_cast<void>(visitor);  // task 4
    // starter]
  }

 private:
  // A multiple of 16: what is at most this long fits when it is rounded up too.
  std::size_t room_bytes() const {
    return static_cast<std::size_t>(sp_ - limit_);
  }

  // [solution
  static std::size_t rounded(std::size_t bytes) {
    return (bytes + alignment_bytes - 1) & ~(alignment_bytes - 1);
  }

  // Ends the newest frame: all bytes below its pair, and the pair.
  void pop_to(Pair* caller) {
    sp_ = reinterpret_cast<std::byte*>(fp_ + 1);
    fp_ = caller;
  }

  // solution]
  // limit_ <= sp_ <= fp_ < top, each a multiple of 16
  // fp_ + 16 = where sp_ was before the newest call
  std::byte* limit_;    // lowest byte of the region
  std::byte* sp_;       // lowest byte in use
  Pair* fp_ = nullptr;  // of the newest frame
};

HEAPLAB_FRAME_STACK(FrameStack)
