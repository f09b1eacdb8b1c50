// The judge's own model of a software call stack: the frames that live, where
// each stands, and what the two words of its pair must be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "trace/live_blocks.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

inline constexpr std::uint64_t pair_bytes = 16;

// Bytes that a frame, or an allocation in one, takes at the least: its bytes up
// to a multiple of 16, and the pair. At most 2^64 - 1.
std::uint64_t exact_frame_bytes(std::uint64_t bytes);
std::uint64_t exact_allocation_bytes(std::uint64_t bytes);

struct ModelFrame {
  std::uint32_t slot = 0;            // of its call
  std::uint64_t frame_pointer = 0;   // address of the pair
  std::uint64_t saved = 0;           // its first word
  std::uint64_t return_address = 0;  // its second word
  std::uint64_t lowest = 0;       // address of the lowest byte in use: of its
                                  // own, and of those below which it stands
  std::uint64_t exact_bytes = 0;  // what it and its callers need at least
  std::size_t pushed_at = 0;      // index of the operation
  std::size_t verified_at = 0;    // of the last one after which the pair was
                                  // seen unchanged
};

class FrameModel {
 public:
  // Every frame stands below its caller: frame pointers descend.
  void push(std::uint32_t slot, std::uint64_t frame_pointer,
            std::uint64_t return_address, std::size_t index);
  // Bytes that the newest frame has, at an address.
  void add_bytes(std::uint64_t address, std::uint64_t bytes);
  void pop() { frames_.pop_back(); }

  bool empty() const { return frames_.empty(); }
  std::size_t size() const { return frames_.size(); }
  ModelFrame& operator[](std::size_t k) { return frames_[k]; }
  const ModelFrame& newest() const { return frames_.back(); }
  // The oldest first.
  const std::vector<ModelFrame>& frames() const { return frames_; }
  // By the slot of its call.
  std::optional<std::size_t> find(std::uint32_t slot) const;
  // What return address is that of a frame? The newest such one.
  std::optional<std::size_t> returning_to(std::uint64_t address) const;

  std::uint64_t newest_pointer() const;           // 0 without a frame
  std::uint64_t lowest(std::uint64_t top) const;  // `top` without a frame
  std::uint64_t exact_bytes() const;

  // A frame whose pair shares a byte with [address, address + bytes).
  std::optional<std::size_t> pair_over(std::uint64_t address,
                                       std::uint64_t bytes) const;

 private:
  std::vector<ModelFrame> frames_;
};

// What a trace does in a frame that the stack has refused is not done.
class RefusedFrames {
 public:
  // Whether to leave an operation out, which `blocks` has just applied.
  bool skips(const trace::Operation& operation,
             const trace::LiveBlocks& blocks);
  // The frame of this call was refused.
  void add(std::uint32_t slot) { outermost_ = slot; }

 private:
  std::optional<std::uint32_t> outermost_;  // that lives
};

}  // namespace heaplab::judge
