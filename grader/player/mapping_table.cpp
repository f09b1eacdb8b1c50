#include "player/mapping_table.hpp"

#include <algorithm>

namespace heaplab::player {
namespace {

// From here on a slot is used again only when there are no new addresses.
constexpr std::uint64_t large_pages = 1024;  // 4 MiB
// From here on a slot has room for all that may be mapped: such a mapping never
// moves, as its bytes would have to be copied.
constexpr std::uint64_t huge_pages = 8192;  // 32 MiB

std::uint32_t log2_up(std::uint64_t pages) {
  return static_cast<std::uint32_t>(std::bit_width(pages - 1));
}

}  // namespace

void MappingTable::reset(std::uint64_t arena_pages, std::uint64_t limit_pages) {
  std::fill_n(slots_, used_ + 1, MappingSlot{});
  std::fill_n(first_free_, classes, 0u);
  std::fill_n(last_free_, classes, 0u);
  limit_ = limit_pages;
  arena_ = arena_pages;
  mapped_ = most_ = calls_ = new_pages_ = 0;
  mappings_ = used_ = reach_ = first_dirty_ = 0;
}

void MappingTable::settle() {
  while (first_dirty_ != 0) {
    MappingSlot& slot = slots_[first_dirty_];
    first_dirty_ = slot.behind;
    slot.behind = slot.dirty = 0;
  }
  most_ = mapped_;
}

std::uint32_t MappingTable::wanted_log2(std::uint64_t pages) const {
  if (pages >= huge_pages) return log2_up(std::max(pages, limit_));
  return log2_up(2 * pages);
}

std::uint32_t MappingTable::carve(std::uint32_t log2) {
  const std::uint64_t length = std::uint64_t{1} << log2;
  if (used_ + 1 >= most_slots || length > arena_ - reach_) return 0;
  MappingSlot& slot = slots_[++used_];
  slot.begin = reach_;
  slot.log2 = log2;
  reach_ += static_cast<std::uint32_t>(length);
  return used_;
}

std::uint32_t MappingTable::take_freed(std::uint32_t log2) {
  const std::uint32_t number = first_free_[log2];
  if (number == 0) return 0;
  first_free_[log2] = slots_[number].next;
  if (first_free_[log2] == 0) last_free_[log2] = 0;
  slots_[number].next = 0;
  return number;
}

// Small slots: last in, first out. Large ones: the one that was freed first.
void MappingTable::give_back(std::uint32_t number) {
  MappingSlot& slot = slots_[number];
  slot.first = slot.pages = 0;
  std::uint32_t& first = first_free_[slot.log2];
  std::uint32_t& last = last_free_[slot.log2];
  if (slot.length() > 2 * large_pages && last != 0) {
    slots_[last].next = number;
    last = number;
  } else {
    slot.next = first;
    first = number;
    if (last == 0) last = number;
  }
}

// Where addresses are short, a slot with less room to grow, or a larger one.
std::uint32_t MappingTable::take(std::uint64_t pages) {
  const std::uint32_t wanted = wanted_log2(pages);
  const bool large = pages > large_pages;
  std::uint32_t number = 0;
  if (wanted < classes) {
    number = large ? carve(wanted) : take_freed(wanted);
    if (number == 0) number = large ? take_freed(wanted) : carve(wanted);
  }
  const std::uint32_t least = log2_up(pages);
  for (std::uint32_t k = std::min(wanted, classes); number == 0 && k-- > least;)
    number = carve(k);
  for (std::uint32_t k = least; number == 0 && k < classes; ++k)
    number = take_freed(k);
  return number;
}

bool MappingTable::can_map(std::uint64_t pages) const {
  if (pages == 0 || mapped_ > limit_ || pages > limit_ - mapped_) return false;
  const std::uint32_t least = log2_up(pages);
  if (least >= classes) return false;
  if (used_ + 1 < most_slots &&
      std::uint64_t{1} << least <=
          arena_ - std::min<std::uint64_t>(arena_, reach_))
    return true;
  return std::any_of(first_free_ + least, first_free_ + classes,
                     [](std::uint32_t number) { return number != 0; });
}

void MappingTable::count(std::uint64_t more) {
  mapped_ += more;
  new_pages_ += more;
  most_ = std::max(most_, mapped_);
}

void MappingTable::note_dirty(std::uint32_t number, std::uint32_t until) {
  MappingSlot& slot = slots_[number];
  const std::uint32_t pages = until - slot.begin;
  if (slot.dirty == 0) {
    slot.behind = first_dirty_;
    first_dirty_ = number;
  }
  slot.dirty = std::max(slot.dirty, pages);
}

// The slot that holds a page, whether it is mapped or not; 0: none.
std::uint32_t MappingTable::find(std::uint64_t page) const {
  const MappingSlot* const after = std::upper_bound(
      slots_ + 1, slots_ + used_ + 1, page,
      [](std::uint64_t p, const MappingSlot& slot) { return p < slot.begin; });
  return static_cast<std::uint32_t>(after - slots_) - 1;
}

const MappingSlot* MappingTable::holding(std::uint64_t page) const {
  const MappingSlot& slot = slots_[find(page)];
  return page >= slot.first && page < slot.end() ? &slot : nullptr;
}

bool MappingTable::is_mapping(std::uint64_t first, std::uint64_t pages) const {
  const MappingSlot* slot = holding(first);
  return slot && slot->first == first && slot->pages == pages;
}

bool MappingTable::can_unmap(std::uint64_t first, std::uint64_t pages) const {
  const MappingSlot* slot = holding(first);
  if (!slot || pages == 0 || pages > slot->end() - first) return false;
  return first == slot->first || first + pages == slot->end();
}

MappingPlace MappingTable::map(std::uint64_t pages) {
  ++calls_;
  if (!can_map(pages)) return {};
  const std::uint32_t number = take(pages);
  MappingSlot& slot = slots_[number];
  slot.first = slot.begin;
  slot.pages = static_cast<std::uint32_t>(pages);
  ++mappings_;
  count(pages);
  return {.slot = number,
          .first = slot.first,
          .clear_begin = slot.begin,
          .clear_end = slot.begin + std::min(slot.pages, slot.dirty)};
}

MappingPlace MappingTable::unmap(std::uint64_t first, std::uint64_t pages) {
  ++calls_;
  const std::uint32_t number = find(first);
  MappingSlot& slot = slots_[number];
  const auto begin = static_cast<std::uint32_t>(first);
  const auto gone = static_cast<std::uint32_t>(pages);
  note_dirty(number, begin + gone);
  mapped_ -= gone;
  if (begin == slot.first) slot.first += gone;
  slot.pages -= gone;
  if (slot.pages == 0) {
    --mappings_;
    give_back(number);
  }
  return {.slot = number,
          .first = begin,
          .left_begin = begin,
          .left_end = begin + gone};
}

MappingPlace MappingTable::remap(std::uint64_t first, std::uint64_t pages,
                                 std::uint64_t new_pages) {
  if (new_pages < pages) {
    MappingPlace place = unmap(first + new_pages, pages - new_pages);
    place.first = static_cast<std::uint32_t>(first);
    return place;
  }
  ++calls_;
  const std::uint64_t more = new_pages - pages;
  if (more > limit_ - std::min(limit_, mapped_)) return {};
  const std::uint32_t number = find(first);
  MappingSlot& slot = slots_[number];
  MappingPlace place{.slot = number, .first = slot.first};
  if (slot.first - slot.begin + new_pages <= slot.length()) {
    place.clear_begin = slot.end();
    slot.pages = static_cast<std::uint32_t>(new_pages);
    place.clear_end =
        std::clamp(slot.begin + slot.dirty, place.clear_begin, slot.end());
    count(more);
    return place;
  }
  const std::uint32_t target = take(new_pages);
  if (target == 0) return {};
  MappingSlot& next = slots_[target];
  next.first = next.begin;
  next.pages = static_cast<std::uint32_t>(new_pages);
  place = {.slot = target,
           .first = next.first,
           .clear_begin = next.begin,
           .clear_end = next.begin + std::min(next.pages, next.dirty),
           .left_begin = slot.first,
           .left_end = slot.end(),
           .moved = true};
  note_dirty(number, slot.end());
  give_back(number);
  count(more);
  return place;
}

}  // namespace heaplab::player
