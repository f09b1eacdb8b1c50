// A call stack with nothing wrong; the others here are made from it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heaplab/frame_stack.hpp"

class Stack {
 public:
  explicit Stack(heaplab::StackRegion region)
      : limit(address(region.limit)), top(address(region.top)), sp(top) {}

  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    const std::uint64_t before = sp;
    if (!take(16)) return {};
    const std::uint64_t pointer = sp;
    if (!take(bytes)) {
      sp = before;
      return {};
    }
    word(pointer) = fp;
    word(pointer + 8) = return_address;
    fp = pointer;
    return {reinterpret_cast<void*>(fp), reinterpret_cast<void*>(sp)};
  }

  void* allocate(std::size_t bytes) {
    return take(bytes) ? reinterpret_cast<void*>(sp) : nullptr;
  }

  std::uint64_t leave() {
    const std::uint64_t return_address = word(fp + 8);
    sp = fp + 16;
    fp = word(fp);
    return return_address;
  }

  void unwind(void* frame_pointer) {
    while (fp != address(frame_pointer)) leave();
  }

  void walk(heaplab::FrameVisitor& visitor) const {
    for (std::uint64_t at = fp; at != 0; at = word(at))
      visitor.visit(reinterpret_cast<void*>(at), word(at + 8));
  }

 protected:
  static std::uint64_t address(const void* pointer) {
    return reinterpret_cast<std::uint64_t>(pointer);
  }
  static std::uint64_t& word(std::uint64_t at) {
    return *reinterpret_cast<std::uint64_t*>(at);
  }
  bool take(std::size_t bytes) {
    if (bytes > sp - limit) return false;
    sp = (sp - bytes) & ~std::uint64_t{15};
    return true;
  }

  std::uint64_t limit, top, sp, fp = 0;
};
