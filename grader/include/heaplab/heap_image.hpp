// A heap with free lists as its checker sees it: blocks from `begin` to `end`,
// and the heads of the lists. The same form for the heap of an allocator and
// for heaps that the grader has made, sound ones and broken ones.
//
//   block, allocated:  | header | payload ...                            |
//   block, free:       | header | next | previous | unused ... | footer  |
//
//   header    8 bytes: length of the block in bytes, a multiple of 16 and at
//             least 32; bit 0: this block is allocated; bit 1: the block before
//             it is (always set in the first block)
//   next, previous   the block after and before it on its list, nullptr at the
//                    ends of the list
//   footer    8 bytes: the length alone, without the two bits
//   end       the header of a block of 0 bytes, allocated
//
// Boundary tags without a footer in allocated blocks: Standish, Data Structure
// Techniques, 1980; CS:APP practice problem 9.9 and section 9.9.
#pragma once

#include <cstddef>

namespace heaplab {

// A free block, by the address of its header.
struct FreeBlock {
  std::size_t header;
  FreeBlock* next;
  FreeBlock* previous;
};

struct HeapImage {
  std::byte* begin;         // the header of the first block; 8 more than a
                            // multiple of 16
  std::byte* end;           // the 8 bytes of the end marker begin here
  FreeBlock* const* heads;  // of list_count lists; nullptr: an empty list
  // List k holds the free blocks of at least list_minimum[k] bytes and of less
  // than list_minimum[k + 1]; the last one all that are longer. Ascending.
  const std::size_t* list_minimum;
  std::size_t list_count;
};

class HeapImageVisitor {
 public:
  // Called once. The arrays of the image live at least until it returns.
  virtual void visit(const HeapImage& image) = 0;

 protected:
  ~HeapImageVisitor() = default;
};

}  // namespace heaplab
