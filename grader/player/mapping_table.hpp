// Which addresses mappings get: one policy, the same in the player, which hands
// them out, and in the judge, whose own table must come out alike.
//
// The arena is a range of addresses far larger than what may be mapped at once.
// Each mapping has a slot in it, a power of two of pages long, with room to
// grow in place. A small slot that was freed is the first to be used again. A
// large one is used again only when the arena has no new addresses left: its
// old bytes need not be cleared then, and clearing gigabytes would take long.
//
// Plain data in memory that begins as zeros; every size is in pages, and every
// place is counted from the arena's first page.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace heaplab::player {

// Slots that can exist. Linux has a limit of the same size: vm.max_map_count.
inline constexpr std::uint32_t most_slots = 1 << 16;

struct MappingSlot {
  std::uint32_t begin;   // its first page
  std::uint32_t log2;    // it is 2^log2 pages long
  std::uint32_t first;   // page of the mapping in it
  std::uint32_t pages;   // of the mapping; 0: the slot is free
  std::uint32_t next;    // number of the free slot after it in its list
  std::uint32_t behind;  // number of the next slot with dirty pages
  std::uint32_t dirty;   // so many pages from its first may hold old bytes

  std::uint32_t length() const { return std::uint32_t{1} << log2; }
  std::uint32_t end() const { return first + pages; }
};

// What a call did. `slot` is its number, 0 when the call was refused.
struct MappingPlace {
  std::uint32_t slot = 0;
  std::uint32_t first = 0;        // page of the mapping
  std::uint32_t clear_begin = 0;  // pages that must become zero
  std::uint32_t clear_end = 0;
  std::uint32_t left_begin = 0;  // pages that are no longer mapped
  std::uint32_t left_end = 0;
  bool moved = false;  // from `left_begin` to `first`
};

class MappingTable {
 public:
  // No mapping, and nothing dirty: the arena holds zeros.
  void reset(std::uint64_t arena_pages, std::uint64_t limit_pages);

  MappingPlace map(std::uint64_t pages);
  MappingPlace remap(std::uint64_t first, std::uint64_t pages,
                     std::uint64_t new_pages);
  MappingPlace unmap(std::uint64_t first, std::uint64_t pages);

  // Whether unmap() or remap() may be called so.
  bool can_unmap(std::uint64_t first, std::uint64_t pages) const;
  bool is_mapping(std::uint64_t first, std::uint64_t pages) const;
  // Whether map() would not refuse.
  bool can_map(std::uint64_t pages) const;

  // The live mapping that holds a page; null when there is none.
  const MappingSlot* holding(std::uint64_t page) const;
  const MappingSlot& slot(std::uint32_t number) const { return slots_[number]; }

  std::uint64_t mapped_pages() const { return mapped_; }
  std::uint64_t most_mapped_pages() const { return most_; }
  std::uint64_t limit_pages() const { return limit_; }
  std::uint32_t mappings() const { return mappings_; }
  std::uint32_t slots() const { return used_; }  // numbered from 1, by address
  // Calls so far, refused ones too, and pages that map() and remap() brought.
  std::uint64_t calls() const { return calls_; }
  std::uint64_t new_pages() const { return new_pages_; }

  // The part before the slots, which tells of every call.
  static constexpr std::size_t summary_bytes();

  // Every slot with dirty pages, each once.
  template <typename Visit>
  void visit_dirty(Visit&& visit) const {
    for (std::uint32_t k = first_dirty_; k != 0; k = slots_[k].behind)
      visit(slots_[k]);
  }
  // They have been emptied.
  void settle();

 private:
  static constexpr std::uint32_t classes = 32;

  std::uint32_t take(std::uint64_t pages);
  std::uint32_t carve(std::uint32_t log2);
  std::uint32_t take_freed(std::uint32_t log2);
  void give_back(std::uint32_t number);
  void note_dirty(std::uint32_t number, std::uint32_t until);
  void count(std::uint64_t more);
  std::uint32_t wanted_log2(std::uint64_t pages) const;
  std::uint32_t find(std::uint64_t page) const;

  std::uint64_t limit_;
  std::uint64_t arena_;
  std::uint64_t mapped_;
  std::uint64_t most_;  // pages mapped at once since settle()
  std::uint64_t calls_;
  std::uint64_t new_pages_;
  std::uint32_t mappings_;
  std::uint32_t used_;   // slots
  std::uint32_t reach_;  // pages of the arena that belong to slots
  std::uint32_t first_dirty_;
  std::uint32_t first_free_[classes];
  std::uint32_t last_free_[classes];
  MappingSlot slots_[most_slots];  // slots_[0] is none; by address
};
constexpr std::size_t MappingTable::summary_bytes() {
  return offsetof(MappingTable, slots_);
}
static_assert(std::has_unique_object_representations_v<MappingTable>);

// One call of map(), unmap() or remap(), as the player tells it. Addresses and
// sizes are in bytes; `result` is what was returned.
enum class MappingCall : std::uint64_t { map, unmap, remap };
struct MappingEvent {
  MappingCall call;
  std::uint64_t address;
  std::uint64_t bytes;
  std::uint64_t new_bytes;
  std::uint64_t result;
};

// What the player shares about its mappings, behind the returned pointers.
inline constexpr std::uint32_t most_events = 1 << 16;
struct Mappings {
  MappingTable table;
  std::uint64_t events;  // during the last command
  MappingEvent event[most_events];
};

}  // namespace heaplab::player
