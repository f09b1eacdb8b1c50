// A walk along saved frame pointers that believes nothing.
#include "backtrace.hpp"

extern "C" Walk walk_frames(std::uint64_t frame_pointer, StackBounds bounds,
                            std::uint64_t* addresses, std::size_t limit) {
  static_cast<void>(frame_pointer);
  static_cast<void>(bounds);
  static_cast<void>(addresses);
  static_cast<void>(limit);
  return {Stop::end, 0};  // TODO
}

extern "C" Walk walk_here(StackBounds bounds, std::uint64_t* addresses,
                          std::size_t limit) {
  static_cast<void>(bounds);
  static_cast<void>(addresses);
  static_cast<void>(limit);
  return {Stop::end, 0};  // TODO
}

extern "C" void __stack_chk_fail() {
  smashed_function(0);  // TODO
}
