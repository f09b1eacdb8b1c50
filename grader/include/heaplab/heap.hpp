// The memory that the kit gives to an allocator: one contiguous range of bytes
// that grows and shrinks at its end, the heap, and whole pages apart from it,
// the mappings.
//
// Models: the program break behind sbrk(2), and mmap(2), munmap(2), mremap(2)
// of anonymous memory; Kerrisk, The Linux Programming Interface, sections 7.1
// and 49.7; CS:APP 9.8 and 9.9.
#pragma once

#include <cstddef>

namespace heaplab {

// What map(), unmap() and remap() count in. A size that is given to them is a
// multiple of it and not 0.
inline constexpr std::size_t page_bytes = 4096;

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

  // Maps `bytes` bytes somewhere outside the heap.
  // Returns the address of the first, a multiple of page_bytes. All are zero.
  // Returns nullptr, and changes nothing, when mapped_bytes() would exceed
  // mapped_limit().
  virtual void* map(std::size_t bytes) = 0;

  // Gives `bytes` bytes from `address` on back: a whole mapping, or pages at
  // its beginning or at its end. Their content is lost.
  // Ends the program with a message for any other range.
  virtual void unmap(void* address, std::size_t bytes) = 0;

  // Makes the whole mapping at `address`, `bytes` bytes long, `new_bytes` bytes
  // long, and returns where it is now, perhaps elsewhere. Bytes that are kept
  // have their content; new ones are zero. No byte is copied for it.
  // Returns nullptr, and changes nothing, as map() does.
  // Ends the program with a message when no such mapping is there.
  virtual void* remap(void* address, std::size_t bytes,
                      std::size_t new_bytes) = 0;

  // All mappings together, in bytes, and the most that they can reach: 0 in the
  // labs before the sixth.
  virtual std::size_t mapped_bytes() const = 0;
  virtual std::size_t mapped_limit() const = 0;

 protected:
  Heap() = default;
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;
  ~Heap() = default;
};

}  // namespace heaplab
