// The heap that the kit gives to an allocator: one contiguous range of bytes
// that grows and shrinks at its end, like the program break behind sbrk(2).
//
// Model: Kerrisk, The Linux Programming Interface, section 7.1; CS:APP 9.9.
#pragma once

#include <cstddef>

namespace heaplab {

class Heap {
 public:
  // Extends the heap at its end by `bytes` bytes.
  // Returns the address of the first new byte; the first grow() of an
  // allocator returns an address that is a multiple of 16. The new bytes hold
  // junk: nothing may rely on them being zero.
  // Returns nullptr, and changes nothing, when the heap would exceed limit().
  virtual void* grow(std::size_t bytes) = 0;

  // Gives the last `bytes` bytes of the heap back. Their content is lost.
  // Ends the program with a message when `bytes` exceeds size().
  virtual void shrink(std::size_t bytes) = 0;

  // The first byte of the heap, and the byte after its last one.
  virtual std::byte* begin() const = 0;
  virtual std::byte* end() const = 0;

  // The most bytes that end() - begin() can reach.
  virtual std::size_t limit() const = 0;

  std::size_t size() const { return static_cast<std::size_t>(end() - begin()); }

 protected:
  Heap() = default;
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;
  ~Heap() = default;
};

}  // namespace heaplab
