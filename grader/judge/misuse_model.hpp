// What a debugging allocator must know, as the judge knows it: the blocks that
// live or are in quarantine, each with its bytes and guards as they are to be,
// and the errors that there are. No process and no trace is needed here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "heaplab/debug_allocator.hpp"

namespace heaplab::judge {

// A place in the program: a file by its number.
struct MisuseSite {
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  friend bool operator==(const MisuseSite&, const MisuseSite&) = default;
};

inline constexpr std::size_t no_operation = ~std::size_t{0};

enum class MisuseState : std::uint8_t {
  live,
  quarantined,  // it must keep its place
  loose,        // it may be gone, but damage of it was not reported
  gone,
};

struct MisuseBlock {
  std::uint64_t address = 0;  // of the payload
  std::uint64_t bytes = 0;
  Family family = Family::malloc;
  std::uint64_t alignment = default_alignment;
  std::uint32_t slot = 0;
  MisuseState state = MisuseState::live;
  MisuseSite allocated;
  MisuseSite freed = {};
  std::size_t allocated_at = 0;  // index of the operation
  std::size_t freed_at = 0;
  std::size_t damaged_at =
      no_operation;                // of the one that wrote last where it hurts
  std::uint64_t freed_before = 0;  // MisuseModel's count when it was freed
  std::vector<std::uint8_t> image =
      {};  // guard, payload and guard, as they should
           // be in memory now: damage is part of it

  bool is_dead() const { return state != MisuseState::live; }
  std::uint64_t begin() const { return address - guard_bytes; }
  std::uint64_t end() const { return address + bytes + guard_bytes; }
  std::uint8_t& at(std::int64_t offset) {
    return image[static_cast<std::size_t>(
        offset + static_cast<std::int64_t>(guard_bytes))];
  }
};

inline constexpr std::size_t no_block = ~std::size_t{0};

// An error that there is. The offset is as in a MemoryError.
struct MisuseError {
  MemoryErrorKind kind = MemoryErrorKind::overflow;
  std::size_t block = no_block;
  std::int64_t offset = 0;
  friend bool operator==(const MisuseError&, const MisuseError&) = default;
};

struct MisuseCall {
  Family family = Family::malloc;
  std::uint64_t alignment = default_alignment;
  std::uint64_t sized = unsized;
};

class MisuseModel {
 public:
  // A new block, filled with `fill`; returns its number.
  std::size_t allocate(MisuseBlock block, std::uint8_t fill);
  // What it must report when this block is freed so, damage of its guards
  // included, in the order of the kinds; and whether it frees it.
  std::vector<MisuseError> errors_of_free(std::size_t block,
                                          const MisuseCall& call) const;
  static bool frees(const std::vector<MisuseError>& errors);
  void free(std::size_t block, const MisuseSite& site, std::size_t index);
  // The program ends: nothing has to stay in quarantine.
  void finish();
  void refused() { ++statistics_.refused_calls; }

  // One byte is written, at an offset from the payload.
  void write(std::size_t block, std::int64_t offset, std::uint8_t byte,
             std::size_t index);

  // Damage of a block, and of all blocks, that was not reported so far.
  std::vector<MisuseError> damage_of(std::size_t block) const;
  std::vector<MisuseError> damage() const;
  // It was reported, and so it is mended.
  void mend(const MisuseError& error);

  MisuseBlock& operator[](std::size_t block) { return blocks_[block]; }
  const MisuseBlock& operator[](std::size_t block) const {
    return blocks_[block];
  }
  std::size_t size() const { return blocks_.size(); }
  // One that lives or must be in quarantine, and that has a byte of its payload
  // or guards in [begin, end).
  std::optional<std::size_t> overlapping(std::uint64_t begin,
                                         std::uint64_t end) const;
  // The same by the payload's address; no_block when there is none.
  std::size_t standing_at(std::uint64_t address) const;
  // Those blocks, by address.
  const std::map<std::uint64_t, std::size_t>& standing() const {
    return standing_;
  }
  const std::vector<std::size_t>& loose() const { return loose_; }

  const AllocationStatistics& statistics() const { return statistics_; }
  struct Leak {
    std::uint64_t blocks = 0, bytes = 0;
  };
  // By file and line.
  std::map<std::pair<std::uint32_t, std::uint32_t>, Leak> leaks() const;
  void forget(std::size_t loose_block);

 private:
  void leave_quarantine();

  std::vector<MisuseBlock> blocks_;
  std::map<std::uint64_t, std::size_t> standing_;
  std::vector<std::size_t> freed_;  // in quarantine, the oldest first
  std::size_t oldest_ = 0;          // in freed_
  std::vector<std::size_t> loose_;
  std::vector<std::size_t> written_;  // that may be damaged
  std::uint64_t freed_bytes_ = 0;
  AllocationStatistics statistics_;
};

}  // namespace heaplab::judge
