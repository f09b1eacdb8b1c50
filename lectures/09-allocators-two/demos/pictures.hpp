// Pictures of a model heap, drawn by the grader's code.
#pragma once

#include <string>
#include <vector>

#include "08-allocators-one/demos/model_heap.hpp"
#include "demo/heap_picture.hpp"

namespace model {

// With the block at `focus` marked. The model's first block is drawn at offset
// 8, so that its payload, 8 bytes further, is a multiple of 16.
inline std::string draw(const Heap& heap, Bytes focus) {
  std::vector<heaplab::demo::HeapBlock> blocks;
  for (const auto& [offset, block] : heap.blocks())
    blocks.push_back({offset + 8, block.bytes, offset + 8 + header_bytes,
                      block.bytes - header_bytes, block.allocated});
  return heaplab::demo::draw_heap(blocks, heap.bytes() + 8, focus + 8);
}

}  // namespace model
