// The judge's own model of a player's mappings. It follows the calls that the
// player tells of, checks each against what the same calls do here, and looks
// at the pages that exist from outside.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "judge/finding.hpp"
#include "judge/player_process.hpp"
#include "player/mapping_table.hpp"

namespace heaplab::judge {

struct MappedRange {
  std::uint64_t address = 0;
  std::uint64_t bytes = 0;
};

class MappingModel {
 public:
  explicit MappingModel(PlayerProcess& player);

  struct Wrong {
    FindingKind kind;
    std::string expected;
    std::string actual;
    std::uint64_t address;
  };

  // With each new heap of the player.
  void reset();
  // Follows the last command of the player. What was unmapped in it is empty
  // afterwards. Gives the first thing that is wrong.
  std::optional<Wrong> follow();
  // Compares everything: the whole record, and every page that exists.
  std::optional<Wrong> look() const;

  bool is_allowed() const { return table_ != nullptr; }
  // Whether the bytes lie in one mapping.
  bool holds(std::uint64_t address, std::uint64_t bytes) const;
  // What the last command unmapped, in its order.
  const std::vector<MappedRange>& left() const { return left_; }
  // By address.
  std::vector<MappedRange> live() const;

  std::uint64_t mappings() const;
  std::uint64_t bytes() const;
  std::uint64_t most_bytes() const { return most_bytes_; }  // in that command
  std::uint64_t limit() const;
  bool can_map(std::uint64_t bytes) const;
  // Calls so far, and pages that they brought.
  std::uint64_t calls() const { return table_ ? table_->calls() : 0; }
  std::uint64_t new_pages() const { return table_ ? table_->new_pages() : 0; }
  // All calls since reset(), at addresses counted from the arena's begin.
  const std::vector<player::MappingEvent>& events() const { return events_; }

 private:
  bool apply(const player::MappingEvent& event);
  void note_granted(const player::MappingPlace& place, std::uint64_t pages);
  void note_left(const player::MappingPlace& place);
  std::optional<Wrong> follow_events();
  std::optional<Wrong> check_left() const;
  std::optional<Wrong> check_pages() const;
  void empty_left();
  bool may_look_at_pages();
  Wrong forged(std::string what) const;
  std::string place(std::uint64_t page) const;
  std::uint64_t address(std::uint64_t page) const;

  PlayerProcess& player_;
  std::unique_ptr<player::MappingTable> table_;
  std::vector<MappedRange> left_;
  std::vector<MappedRange> spoiled_;  // of left_: what holds junk at its ends
  std::vector<player::MappingEvent> events_;
  std::uint64_t most_bytes_ = 0;
  std::uint64_t resident_ = 0;
  std::uint64_t look_credit_ = 0;
};

}  // namespace heaplab::judge
