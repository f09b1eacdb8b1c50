// What a player that runs by itself is started with: the memory files of
// player/protocol.hpp, filled in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "judge/memory_plan.hpp"
#include "judge/shared_memory.hpp"
#include "trace/trace.hpp"

namespace heaplab::cli {

class PlayerFiles {
 public:
  // The player loads `object`, replays `trace` in a heap of `heap_bytes` with
  // at most `mapped_bytes` in mappings, and stops for a debugger before the
  // operation at `stop_before`.
  PlayerFiles(const std::filesystem::path& object, const trace::Trace& trace,
              std::size_t stop_before, std::uint64_t heap_bytes,
              std::uint64_t mapped_bytes);

  // For the player's descriptors from 3 on.
  std::vector<int> descriptors() const;
  std::uint64_t heap_base() const;  // address

 private:
  judge::MemoryPlan plan_;
  judge::SharedMemory request_;
  judge::SharedMemory response_;
  judge::SharedMemory heap_;
  std::unique_ptr<judge::SharedMemory> arena_;  // where there are mappings
};

}  // namespace heaplab::cli
