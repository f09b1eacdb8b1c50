#include "grade/bound.hpp"

#include <algorithm>
#include <deque>
#include <vector>

#include "grade/bound_calls.hpp"
#include "heaplab/debug_allocator.hpp"
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

struct DeadBlock {
  std::uint64_t freed = 0;  // with it and before, as a quarantine counts
  std::uint64_t bytes = 0;  // of the whole block
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
  void end(Block& block);
  void note();

  const Layout& layout_;
  std::uint64_t most_;      // bytes of a request that can be granted
  trace::LiveBlocks live_;  // which blocks an operation ends
  std::vector<Block> blocks_;
  std::vector<std::uint64_t> marks_;  // by mark: end_ at that time
  std::deque<DeadBlock> quarantine_;  // the oldest first
  std::uint64_t freed_ = 0;           // so far, as a quarantine counts
  std::uint64_t live_payload_ = 0;
  std::uint64_t live_bytes_ = 0;  // of live blocks and those in quarantine
  std::uint64_t end_ = 0;         // of the row of blocks, without reuse
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

void Paper::end(Block& block) {
  if (block.bytes == 0) return;
  if (layout_.quarantine_bytes == 0) return resize(block, 0, 0);
  live_payload_ -= block.payload;
  freed_ += bytes_in_quarantine(block.payload);
  quarantine_.push_back({freed_, block.bytes});
  block = {};
  while (freed_ - quarantine_.front().freed > layout_.quarantine_bytes) {
    live_bytes_ -= quarantine_.front().bytes;
    quarantine_.pop_front();
  }
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
  if (layout_.quarantine_bytes > 0) end(block);
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
  for (const std::uint32_t slot : live_.ended()) end(blocks_[slot]);
  const std::uint64_t bytes = trace::requested_bytes(operation);
  const bool granted = bytes <= most_;
  switch (operation.kind) {
    case OperationKind::allocate:
    case OperationKind::allocate_zeroed:
    case OperationKind::allocate_aligned:
    case OperationKind::allocate_array:
    case OperationKind::scalar_new:
    case OperationKind::array_new:
      if (granted) allocate(operation.slot, bytes);
      break;
    case OperationKind::reallocate_any:
      if (operation.second != 0) {
        const std::uint32_t slot = operation.second - 1;
        if (granted && live_.is_live(slot)) allocate(slot, bytes);
        break;
      }
      if (!live_.is_live(operation.slot)) break;  // an error
      [[fallthrough]];
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
  const judge::TraceKind kind = judge::kind_of(trace);
  if (kind == judge::TraceKind::call_stack ||
      kind == judge::TraceKind::coroutines)
    return bound_of_calls(trace, most_bytes);
  Paper paper(trace, layout, most_bytes);
  for (const Operation& operation : trace.operations) paper.apply(operation);
  return paper.result();
}

}  // namespace heaplab::grade
