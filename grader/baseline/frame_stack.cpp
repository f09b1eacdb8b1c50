// The frozen baseline 'frame_stack': what the speed of call stacks in lab 01 is
// measured against. It does what anybody would do first: it looks at the newest
// frames before it trusts them, and unwinds one frame at a time. Frozen: a
// change here changes every score of the lab.
#include "heaplab/frame_stack.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

constexpr std::size_t alignment_bytes = 16;
// As many of the newest frames are looked at in every operation.
constexpr int looked_at = 12;

// What stands at a frame pointer.
struct Pair {
  std::uint64_t caller;  // frame pointer, 0 for the outermost frame
  std::uint64_t return_address;
};

std::uint64_t number(const void* pointer) {
  return reinterpret_cast<std::uint64_t>(pointer);
}

// Invariants:
//   limit_ <= sp_ <= fp_ < top_ where there is a frame, sp_ = top_ where not
//   the pairs that begin at fp_ ascend and end with a caller of 0
class FrameStackBaseline {
 public:
  explicit FrameStackBaseline(heaplab::StackRegion region)
      : limit_(number(region.limit)), top_(number(region.top)), sp_(top_) {}

  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    require_sound();
    const std::uint64_t before = sp_;
    if (!reserve(sizeof(Pair))) return {nullptr, nullptr};
    const std::uint64_t pointer = sp_;
    if (!reserve(bytes)) {
      sp_ = before;
      return {nullptr, nullptr};
    }
    *pair(pointer) = {fp_, return_address};
    fp_ = pointer;
    return {pair(fp_), reinterpret_cast<void*>(sp_)};
  }

  void* allocate(std::size_t bytes) {
    require_sound();
    return reserve(bytes) ? reinterpret_cast<void*>(sp_) : nullptr;
  }

  std::uint64_t leave() {
    require_sound();
    return pop();
  }

  void unwind(void* frame_pointer) {
    while (fp_ != number(frame_pointer)) pop();
  }

  void walk(heaplab::FrameVisitor& visitor) const {
    for (std::uint64_t at = fp_; at != 0; at = pair(at)->caller) {
      require_pair(at);
      visitor.visit(pair(at), pair(at)->return_address);
    }
  }

 private:
  static Pair* pair(std::uint64_t address) {
    return reinterpret_cast<Pair*>(address);
  }

  bool reserve(std::size_t bytes) {
    const std::uint64_t room = sp_ - limit_;
    if (bytes > room) return false;
    const std::size_t rounded =
        (bytes + alignment_bytes - 1) / alignment_bytes * alignment_bytes;
    if (rounded > room) return false;
    sp_ -= rounded;
    return true;
  }

  // Where the stack of the caller ends: all that stands below its frame pointer
  // and above the pair of the newest frame is its own.
  std::uint64_t lowest_of_caller() const { return fp_ + sizeof(Pair); }

  std::uint64_t pop() {
    const Pair newest = *pair(fp_);
    sp_ = lowest_of_caller();
    fp_ = newest.caller;
    return newest.return_address;
  }

  void require_pair(std::uint64_t address) const {
    const bool inside = address >= limit_ && address <= top_ - sizeof(Pair);
    if (!inside || address % alignment_bytes != 0) std::abort();
  }

  void require_sound() const {
    std::uint64_t at = fp_;
    for (int k = 0; k < looked_at && at != 0; ++k) {
      require_pair(at);
      const std::uint64_t caller = pair(at)->caller;
      if (caller != 0 && caller <= at) std::abort();
      at = caller;
    }
  }

  std::uint64_t limit_;
  std::uint64_t top_;
  std::uint64_t sp_;
  std::uint64_t fp_ = 0;  // of the newest frame, 0 where there is none
};

}  // namespace

HEAPLAB_FRAME_STACK(FrameStackBaseline)
