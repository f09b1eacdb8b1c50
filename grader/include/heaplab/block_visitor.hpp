// How an allocator shows its blocks. Pictures of the heap, `expect` lines in
// traces and the judge's comparison with its own model are made from this.
#pragma once

#include <cstddef>

namespace heaplab {

struct Block {
  const void* address;        // first byte of the block, its header included
  std::size_t bytes;          // whole block: header, payload, padding, footer
  const void* payload;        // what allocate() returned; any value when free
  std::size_t payload_bytes;  // usable bytes from `payload` on
  bool allocated;
};

class BlockVisitor {
 public:
  // Called once for each block, in address order.
  virtual void visit(const Block& block) = 0;

 protected:
  ~BlockVisitor() = default;
};

}  // namespace heaplab
