// The `expect` lines of a trace.
#include <fmt/format.h>

#include <algorithm>

#include "judge/lockstep.hpp"

namespace heaplab::judge {
namespace {

using player::BlockRecord;
using player::Command;
using trace::Subject;

std::uint64_t count(const std::vector<BlockRecord>& blocks, bool allocated) {
  return static_cast<std::uint64_t>(std::count_if(
      blocks.begin(), blocks.end(), [&](const BlockRecord& block) {
        return (block.allocated != 0) == allocated;
      }));
}

std::uint64_t largest_free(const std::vector<BlockRecord>& blocks) {
  std::uint64_t largest = 0;
  for (const auto& block : blocks)
    if (!block.allocated) largest = std::max(largest, block.payload_bytes);
  return largest;
}

std::string blocks_word(std::uint64_t n, const char* kind) {
  return fmt::format("{} {} block{}", n, kind, n == 1 ? "" : "s");
}

}  // namespace

std::vector<BlockRecord> Lockstep::walk() {
  const std::uint64_t missing = player_.read(player_.response().missing);
  if (missing >> static_cast<unsigned>(Command::walk) & 1) return {};
  command(Command::walk);
  const std::uint64_t blocks = std::min<std::uint64_t>(
      player_.read(player_.response().block_count), player::most_blocks);
  const auto* first = player_.response().blocks;
  const std::vector<BlockRecord> records(first, first + blocks);
  player_.clear_long_answers();
  return records;
}

void Lockstep::expect(const trace::Operation& operation) {
  const auto& wanted = trace_.expectations[operation.slot];
  const auto slot = static_cast<std::uint32_t>(wanted.first);
  const auto other = static_cast<std::uint32_t>(wanted.second);
  const auto unmet = [&](std::string expected, std::string actual,
                         std::uint64_t focus = 0) {
    Finding finding = describe(FindingKind::expectation_failed,
                               std::move(expected), std::move(actual));
    const auto blocks = walk();
    if (!blocks.empty()) finding.heap = draw_blocks(view(), blocks, focus);
    throw Failed{finding};
  };
  const auto count_blocks = [&](bool allocated, const char* kind) {
    require(Command::walk, "void walk(heaplab::BlockVisitor& visitor) const");
    const std::uint64_t found = count(walk(), allocated);
    if (found != wanted.first)
      unmet("walk() shows " + blocks_word(wanted.first, kind),
            blocks_word(found, kind));
  };
  const auto id = [&](std::uint32_t s) { return trace_.ids[s]; };
  switch (wanted.subject) {
    case Subject::free_blocks:
      return count_blocks(false, "free");
    case Subject::allocated_blocks:
      return count_blocks(true, "allocated");
    case Subject::largest_free: {
      require(Command::walk, "void walk(heaplab::BlockVisitor& visitor) const");
      const std::uint64_t found = largest_free(walk());
      if (found < wanted.first)
        unmet(fmt::format("a free block with at least {} bytes of payload",
                          wanted.first),
              fmt::format("the largest has {}", found));
      return;
    }
    case Subject::heap_bytes:
      if (heap_bytes() > wanted.first)
        unmet(fmt::format("a heap of at most {} bytes", wanted.first),
              fmt::format("it is {} bytes long", heap_bytes()));
      return;
    case Subject::mappings:
      if (mappings_.mappings() != wanted.first)
        unmet(
            fmt::format("{} mapping{}", wanted.first,
                        wanted.first == 1 ? "" : "s"),
            fmt::format("there {} {}", mappings_.mappings() == 1 ? "is" : "are",
                        mappings_.mappings()));
      return;
    case Subject::mapped_bytes:
      if (mappings_.bytes() > wanted.first)
        unmet(fmt::format("at most {} bytes in mappings", wanted.first),
              fmt::format("{} bytes are mapped", mappings_.bytes()));
      return;
    case Subject::footprint:
      if (footprint() > wanted.first)
        unmet(fmt::format("a footprint of at most {} bytes", wanted.first),
              fmt::format("the heap is {} bytes long, and {} bytes are mapped",
                          heap_bytes(), mappings_.bytes()));
      return;
    case Subject::in_place:
      if (last_address_[slot] != previous_address_[slot] || refused_[slot])
        unmet(fmt::format("block {} stays at {} when it is reallocated",
                          id(slot), place(view(), previous_address_[slot])),
              refused_[slot]
                  ? "its reallocation was refused"
                  : "it moved to " + place(view(), last_address_[slot]),
              last_address_[slot]);
      return;
    case Subject::same_address:
      if (last_address_[slot] != last_address_[other])
        unmet(
            fmt::format("block {} stands where block {} stood, at {}", id(slot),
                        id(other), place(view(), last_address_[other])),
            "it stands at " + place(view(), last_address_[slot]),
            last_address_[slot]);
      return;
    case Subject::before:
      if (last_address_[slot] >= last_address_[other])
        unmet(fmt::format("block {} stands before block {}, which is at {}",
                          id(slot), id(other),
                          place(view(), last_address_[other])),
              "it stands at " + place(view(), last_address_[slot]),
              last_address_[slot]);
      return;
    case Subject::refused:
      if (!refused_[slot])
        unmet(fmt::format("the request for block {} is refused: nullptr",
                          id(slot)),
              "it was granted at " + place(view(), last_address_[slot]),
              last_address_[slot]);
      return;
    case Subject::granted:
      if (refused_[slot])
        unmet(fmt::format("the request for block {} is granted", id(slot)),
              "nullptr");
      return;
    case Subject::check: {
      require(Command::check, "bool check(std::ostream& why) const");
      check_checker();
      return;
    }
  }
}

}  // namespace heaplab::judge
