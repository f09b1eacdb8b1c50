// What a submission does to payloads while it is being timed, seen at the ends
// of slices: the judge fills live payloads there, and looks at them at the end
// of the next slice and of the pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "judge/payload_content.hpp"
#include "trace/live_blocks.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

class TimedPayloads {
 public:
  // `offsets` are those of the lockstep replay, which gave every payload its
  // place, counted from the begin of the player's heap. `arena` holds those
  // from its own begin on; it may be null.
  TimedPayloads(const trace::Trace& trace,
                const std::vector<std::uint64_t>& offsets, SharedMemory& heap,
                SharedMemory* arena = nullptr);

  struct Damage {
    std::uint32_t slot;
    std::size_t operation;  // index: the last one that named the block
    std::uint64_t byte;
  };
  // After the operations [begin, end) have run and have returned what they did
  // in lockstep. Gives the first payload whose bytes are not what they must be.
  std::optional<Damage> after_slice(std::size_t begin, std::size_t end);

 private:
  enum class Content : std::uint8_t { unknown, zeros, pattern };
  struct Block {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::uint64_t known = 0;   // so many bytes from the first are as `content`
    std::uint64_t filled = 0;  // size of the payload when it was filled
    std::uint64_t tag = 0;
    std::size_t named_at = 0;
    Content content = Content::unknown;
    bool live = false;
  };

  void apply(std::size_t index);
  void grant(Block& block, std::size_t index, Content content);
  std::optional<std::uint64_t> changed(const Block& block) const;
  void fill(Block& block);
  PayloadPlace place(const Block& block) const;

  const trace::Trace& trace_;
  const std::vector<std::uint64_t>& offsets_;
  SharedMemory& heap_;
  SharedMemory* arena_;
  trace::LiveBlocks blocks_;
  std::vector<Block> by_slot_;
  std::vector<std::uint32_t> named_;  // in this slice
  std::uint64_t next_tag_ = 1;
};

}  // namespace heaplab::judge
