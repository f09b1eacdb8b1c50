// A walk along saved frame pointers that believes nothing.
#include "backtrace.hpp"

// [solution
namespace {

struct Pair {
  std::uint64_t saved_frame_pointer;
  std::uint64_t return_address;
};

constexpr std::uint64_t address_bits = (std::uint64_t{1} << 48) - 1;

// No sum of what may be anything: it could overflow.
bool is_inside(std::uint64_t frame_pointer, StackBounds bounds) {
  return frame_pointer >= bounds.low && bounds.high >= sizeof(Pair) &&
         frame_pointer <= bounds.high - sizeof(Pair);
}

// What is wrong with a frame pointer, before anything is read through it.
Stop judge(std::uint64_t frame_pointer, std::uint64_t before,
           StackBounds bounds) {
  if (frame_pointer == 0) return Stop::end;
  if (frame_pointer % 16 != 0) return Stop::misaligned;
  if (!is_inside(frame_pointer, bounds)) return Stop::outside;
  if (frame_pointer <= before) return Stop::not_increasing;
  return Stop::too_deep;  // the only reason that is left
}

// Inlined into both: a tail call would give the frame of walk_here() away, and
// then read it.
[[gnu::always_inline]] inline Walk follow(std::uint64_t frame_pointer,
                                          StackBounds bounds,
                                          std::uint64_t* addresses,
                                          std::size_t limit) {
  std::uint64_t before = 0;
  for (std::size_t count = 0;; ++count) {
    const Stop stop = judge(frame_pointer, before, bounds);
    if (stop != Stop::too_deep) return {stop, count};
    const Pair& pair = *reinterpret_cast<const Pair*>(frame_pointer);
    const std::uint64_t address = pair.return_address & address_bits;
    if (address == 0) return {Stop::end, count};
    if (count == limit) return {Stop::too_deep, count};
    addresses[count] = address;
    before = frame_pointer;
    frame_pointer = pair.saved_frame_pointer;
  }
}
}  // namespace

// solution]
extern "C" Walk walk_frames(std::uint64_t frame_pointer, StackBounds bounds,
                            std::uint64_t* addresses, std::size_t limit) {
  // [solution
  return follow(frame_pointer, bounds, addresses, limit);
  // solution]
  // [starter
  // static_cast<void>(frame_pointer);
  // static_cast<void>(bounds);
  // static_cast<void>(addresses);
  // static_cast<void>(limit);
  // return {Stop::end, 0};  // TODO
  // starter]
}

extern "C" Walk walk_here(StackBounds bounds, std::uint64_t* addresses,
                          std::size_t limit) {
  // [solution
  const void* own = __builtin_frame_address(0);
  return follow(reinterpret_cast<std::uint64_t>(own), bounds, addresses, limit);
  // solution]
  // [starter
  // static_cast<void>(bounds);
  // static_cast<void>(addresses);
  // static_cast<void>(limit);
  // return {Stop::end, 0};  // TODO
  // starter]
}

// [solution
// The call of this function is the one thing that nothing could overwrite: its
// return address was pushed after the damage.
// solution]
extern "C" void __stack_chk_fail() {
  // [solution
  smashed_function(
      reinterpret_cast<std::uint64_t>(__builtin_return_address(0)));
  // solution]
  // [starter
  // smashed_function(0);  // TODO
  // starter]
}
