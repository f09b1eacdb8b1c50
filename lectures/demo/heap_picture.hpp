// The pictures of the grader for the heap of a demo.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace heaplab::demo {

// A block as an allocator has it, by its offset in the heap; all in bytes.
struct HeapBlock {
  std::uint64_t offset;          // of its first byte
  std::uint64_t bytes;           // with header and footer
  std::uint64_t payload_offset;  // from the heap's first byte
  std::uint64_t payload_bytes;
  bool allocated;
};

// The blocks by address, as ./lab check draws those of a submission's walk().
// `focus`: an offset; the block that holds it is marked, and the five on each
// side are shown.
std::string draw_heap(const std::vector<HeapBlock>& blocks,
                      std::uint64_t heap_bytes, std::uint64_t focus);

}  // namespace heaplab::demo
