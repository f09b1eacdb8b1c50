#include "demo/heap_picture.hpp"

#include "judge/picture.hpp"

namespace heaplab::demo {

std::string draw_heap(const std::vector<HeapBlock>& blocks,
                      std::uint64_t heap_bytes, std::uint64_t focus) {
  std::vector<player::BlockRecord> records;
  for (const HeapBlock& block : blocks)
    records.push_back({block.offset, block.bytes, block.payload_offset,
                       block.payload_bytes, block.allocated});
  const judge::HeapView view{nullptr, 0, heap_bytes, 0};
  return judge::draw_blocks(view, records, focus);
}

}  // namespace heaplab::demo
