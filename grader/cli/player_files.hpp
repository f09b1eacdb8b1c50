// What a player that runs by itself is started with: the three memory files of
// player/protocol.hpp, filled in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "judge/shared_memory.hpp"
#include "trace/trace.hpp"

namespace heaplab::cli {

class PlayerFiles {
 public:
  // The player loads `object`, replays `trace` in a heap of `heap_bytes`, and
  // stops for a debugger before the operation at `stop_before`.
  PlayerFiles(const std::filesystem::path& object, const trace::Trace& trace,
              std::size_t stop_before, std::uint64_t heap_bytes);

  // For the player's descriptors 3, 4 and 5.
  std::vector<int> descriptors() const;
  std::uint64_t heap_base() const;  // address

 private:
  judge::SharedMemory request_;
  judge::SharedMemory response_;
  judge::SharedMemory heap_;
};

}  // namespace heaplab::cli
