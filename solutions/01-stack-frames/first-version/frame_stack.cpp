// A plain first version: it remembers more than it must. Every frame keeps the
// stack pointer of its caller, and allocations are a list that a return empties
// one by one.
#include "heaplab/frame_stack.hpp"

#include <new>

struct Pair {
  Pair* caller;
  std::uint64_t return_address;
};

// Below the pair: what the frame needs to be popped.
struct Bookkeeping {
  std::byte* sp_of_caller;
  struct Allocation* newest;
};

struct Allocation {
  Allocation* older;
  std::size_t bytes;
};

class FrameStack {
 public:
  explicit FrameStack(heaplab::StackRegion region)
      : limit_(region.limit), sp_(region.top) {}

  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    if (bytes > room_bytes() ||
        round_up(bytes) + sizeof(Pair) + sizeof(Bookkeeping) > room_bytes())
      return {};
    std::byte* sp_of_caller = sp_;
    fp_ = ::new (take(sizeof(Pair))) Pair{fp_, return_address};
    ::new (take(sizeof(Bookkeeping))) Bookkeeping{sp_of_caller, nullptr};
    return {fp_, take(round_up(bytes))};
  }

  void* allocate(std::size_t bytes) {
    if (bytes > room_bytes() ||
        round_up(bytes) + sizeof(Allocation) > room_bytes())
      return nullptr;
    Bookkeeping* own = bookkeeping();
    own->newest =
        ::new (take(sizeof(Allocation))) Allocation{own->newest, bytes};
    return take(round_up(bytes));
  }

  std::uint64_t leave() {
    for (Allocation* a = bookkeeping()->newest; a != nullptr; a = a->older)
      sp_ += sizeof(Allocation) + round_up(a->bytes);
    const std::uint64_t return_address = fp_->return_address;
    sp_ = bookkeeping()->sp_of_caller;
    fp_ = fp_->caller;
    return return_address;
  }

  void unwind(void* frame_pointer) {
    while (fp_ != frame_pointer) leave();
  }

  void walk(heaplab::FrameVisitor& visitor) const {
    for (const Pair* pair = fp_; pair != nullptr; pair = pair->caller)
      visitor.visit(pair, pair->return_address);
  }

 private:
  static std::size_t round_up(std::size_t bytes) {
    return (bytes + 15) / 16 * 16;
  }
  std::size_t room_bytes() const {
    return static_cast<std::size_t>(sp_ - limit_);
  }
  std::byte* take(std::size_t bytes) { return sp_ -= bytes; }
  Bookkeeping* bookkeeping() const {
    return reinterpret_cast<Bookkeeping*>(fp_) - 1;
  }

  std::byte* limit_;
  std::byte* sp_;
  Pair* fp_ = nullptr;
};

HEAPLAB_FRAME_STACK(FrameStack)
