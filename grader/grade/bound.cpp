#include "grade/bound.hpp"

#include <algorithm>
#include <vector>

#include "grade/bound_calls.hpp"
#include "judge/program.hpp"
#include "trace/live_blocks.hpp"

namespace heaplab::grade {
namespace {

using trace::Operation;
using trace::OperationKind;

struct Block {
  std::uint64_t payload = 0;
  std::uint64_t bytes = 0;  // of the whole block; 0: there is none
  std::uint64_t begin = 0;  // without reuse: its place in the row of blocks
};

// The blocks of a trace on paper.
class Paper {
 public:
  Paper(const trace::Trace& trace, const Layout& layout, std::uint64_t most)
      : layout_(layout),
        most_(most),
        blocks_(trace.slots()),
        marks_(trace.marks) {}

  void apply(const Operation& operation);
  Bound result() const;

 private:
  void allocate(std::uint32_t slot, std::uint64_t bytes);
  void reallocate(std::uint32_t slot, std::uint64_t bytes);
  void resize(Block& block, std::uint64_t payload, std::uint64_t bytes);
  void note();

  const Layout& layout_;
  std::uint64_t most_;      // bytes of a request that can be granted
  trace::LiveBlocks live_;  // which blocks an operation ends
  std::vector<Block> blocks_;
  std::vector<std::uint64_t> marks_;  // by mark: end_ at that time
  std::uint64_t live_payload_ = 0;
  std::uint64_t live_bytes_ = 0;
  std::uint64_t end_ = 0;  // of the row of blocks, without reuse
  Bound peaks_;
  double payload_sum_ = 0;  // over the operations
  double block_sum_ = 0;
};

void Paper::note() {
  const std::uint64_t footprint = layout_.reuse ? live_bytes_ : end_;
  peaks_.peak_payload_bytes =
      std::max(peaks_.peak_payload_bytes, live_payload_);
  peaks_.peak_block_bytes = std::max(peaks_.peak_block_bytes, footprint);
  payload_sum_ += static_cast<double>(live_payload_);
  block_sum_ += static_cast<double>(footprint);
}

void Paper::resize(Block& block, std::uint64_t payload, std::uint64_t bytes) {
  live_payload_ += payload - block.payload;
  live_bytes_ += bytes - block.bytes;
  block.payload = payload;
  block.bytes = bytes;
}

void Paper::allocate(std::uint32_t slot, std::uint64_t bytes) {
  Block& block = blocks_[slot];
  resize(block, bytes, block_bytes(layout_, bytes));
  block.begin = end_;
  end_ += block.bytes;
}

// In place where that is possible: with reuse always, without it when the
// block is the last or does not grow.
void Paper::reallocate(std::uint32_t slot, std::uint64_t bytes) {
  Block& block = blocks_[slot];
  if (block.bytes == 0) return allocate(slot, bytes);
  const std::uint64_t wanted = block_bytes(layout_, bytes);
  const bool last = block.begin + block.bytes == end_;
  if (layout_.reuse) {
    resize(block, bytes, wanted);
  } else if (last) {
    end_ += wanted - block.bytes;
    resize(block, bytes, wanted);
  } else if (wanted <= block.bytes) {
    resize(block, bytes, block.bytes);
  } else {
    allocate(slot, bytes);
  }
}

void Paper::apply(const Operation& operation) {
  live_.apply(operation);
  for (const std::uint32_t slot : live_.ended()) resize(blocks_[slot], 0, 0);
  const bool granted = operation.bytes <= most_;
  switch (operation.kind) {
    case OperationKind::allocate:
    case OperationKind::allocate_zeroed:
    case OperationKind::allocate_aligned:
      if (granted) allocate(operation.slot, operation.bytes);
      break;
    case OperationKind::reallocate:
      // A realloc to 0 bytes frees.
      if (granted && operation.bytes > 0) {
        reallocate(operation.slot, operation.bytes);
      }
      break;
    case OperationKind::mark:
      marks_[operation.slot] = end_;
      break;
    case OperationKind::release:
      end_ = marks_[operation.slot];
      break;
    default:
      break;
  }
  if (operation.kind != OperationKind::expect) note();
}

Bound Paper::result() const {
  Bound bound = peaks_;
  if (bound.peak_block_bytes > 0) {
    bound.utilization = static_cast<double>(bound.peak_payload_bytes) /
                        static_cast<double>(bound.peak_block_bytes);
  }
  if (block_sum_ > 0) bound.average_utilization = payload_sum_ / block_sum_;
  return bound;
}

}  // namespace

std::uint64_t block_bytes(const Layout& layout, std::uint64_t bytes) {
  const std::uint64_t wanted =
      layout.header_bytes + bytes + layout.footer_bytes;
  const std::uint64_t alignment = layout.alignment_bytes;
  const std::uint64_t rounded =
      (wanted + alignment - 1) / alignment * alignment;
  return std::max(rounded, layout.minimum_block_bytes);
}

Bound bound(const trace::Trace& trace, const Layout& layout,
            std::uint64_t most_bytes) {
  if (judge::kind_of(trace) != judge::TraceKind::heap)
    return bound_of_calls(trace, most_bytes);
  Paper paper(trace, layout, most_bytes);
  for (const Operation& operation : trace.operations) paper.apply(operation);
  return paper.result();
}

}  // namespace heaplab::grade
