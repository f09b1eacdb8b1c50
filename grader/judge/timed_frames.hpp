// The frames of a call stack while it is being timed, seen at the ends of
// slices: their pairs are where they were in lockstep, and what they were.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "judge/frame_model.hpp"
#include "judge/shared_memory.hpp"
#include "trace/live_blocks.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

class TimedFrames {
 public:
  // `results` are those of the lockstep replay: the offsets of the frame
  // pointers in `heap`.
  TimedFrames(const trace::Trace& trace,
              const std::vector<std::uint64_t>& results,
              const SharedMemory& heap);

  // After the operations [begin, end) have run. Gives the call whose pair is
  // not what it must be: of the newest frames, at the end of the pass of all.
  std::optional<std::size_t> after_slice(std::size_t begin, std::size_t end);

 private:
  void apply(std::size_t index);
  bool is_sound(const ModelFrame& frame) const;

  const trace::Trace& trace_;
  const std::vector<std::uint64_t>& results_;
  const SharedMemory& heap_;
  trace::LiveBlocks blocks_;
  FrameModel frames_;
};

}  // namespace heaplab::judge
