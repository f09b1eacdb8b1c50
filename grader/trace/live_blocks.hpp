// Which blocks of a trace live, operation after operation.
#pragma once

#include <cstdint>
#include <vector>

#include "trace/call_stacks.hpp"
#include "trace/trace.hpp"

namespace heaplab {

enum class Family : std::uint8_t;  // heaplab/debug_allocator.hpp

}  // namespace heaplab

namespace heaplab::trace {

enum class BlockState : std::uint8_t {
  unknown,
  live,
  freed,
  released,
  returned,  // its frame ended
};

struct LiveBlock {
  BlockState state = BlockState::unknown;
  bool reallocated = false;        // at least once since its allocation
  Family family{};                 // of its last allocation or reallocation
  std::uint32_t line = 0;          // of its allocation, then of its end
  std::uint64_t bytes = 0;         // as requested last
  std::uint64_t allocated_at = 0;  // time of its allocation
  std::uint64_t renewed_at = 0;    // and of its last reallocation
  std::uint64_t alignment = 0;     // as requested; 0: none was named
  std::uint64_t freed_before = 0;  // freed_bytes() when it was dead
};

// Bytes that a request asks for, at most 2^64 - 1.
std::uint64_t requested_bytes(const Operation& operation);

// Time is the number of operations applied so far, expect lines apart. In a
// call trace the blocks are the calls and the allocations in frames; coroutines
// are none. In a misuse trace an operation may name a dead block: then nothing
// changes.
class LiveBlocks {
 public:
  // The operation must be legal: no second allocation of a live slot, no
  // deallocation of another, no release of a mark that is not set, nothing
  // that stacks() objects to.
  void apply(const Operation& operation);

  LiveBlock block(std::uint32_t slot) const;
  bool is_live(std::uint32_t slot) const;
  bool is_marked(std::uint32_t mark) const;
  // A dead block that a debugging allocator must still keep.
  bool is_in_quarantine(std::uint32_t slot) const;
  bool has_exited() const { return exited_; }
  std::uint64_t time() const { return time_; }
  std::uint64_t count() const { return count_; }
  std::uint64_t bytes() const { return bytes_; }
  // The slots that the last operation ended.
  const std::vector<std::uint32_t>& ended() const { return ended_; }
  // The live slots, the one allocated or reallocated last first.
  std::vector<std::uint32_t> youngest_first() const;
  const CallStacks& stacks() const { return stacks_; }
  // What ends all that lives: frees, the youngest block first, or returns and
  // what coroutines need. The operations have no line.
  std::vector<Operation> ending() const;
  std::uint64_t ending_operations() const;  // how many

 private:
  struct Renewal {
    std::uint32_t slot;
    std::uint64_t time;
  };
  struct Mark {
    std::uint32_t number;
    std::uint64_t time;
  };
  void apply_to_stacks(const Operation& operation);
  void apply_misuse(const Operation& operation);
  void allocate(const Operation& operation);
  void reallocate(const Operation& operation);
  void end(std::uint32_t slot, const Operation& operation);
  void set_mark(std::uint32_t number);
  void release(const Operation& operation);
  void renew(std::uint32_t slot);
  void count_freed(LiveBlock& block);

  std::vector<LiveBlock> blocks_;          // by slot
  std::vector<std::uint64_t> mark_times_;  // by number; 0: not set
  // In order of time. Entries of dead blocks and reset marks stay until a
  // release drops them: their times tell.
  std::vector<Renewal> renewals_;
  std::vector<Mark> marks_;
  std::vector<std::uint32_t> ended_;
  CallStacks stacks_;
  std::uint64_t time_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t freed_bytes_ = 0;  // so far, as a quarantine counts them
  bool exited_ = false;
};

}  // namespace heaplab::trace
