#include "judge/mapping_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "heaplab/heap.hpp"
#include "judge/mapping_calls.hpp"
#include "player/player_heap.hpp"

namespace heaplab::judge {
namespace {

using player::MappingCall;
using player::MappingEvent;
using player::MappingPlace;
using player::MappingSlot;
using player::MappingTable;

// Rows of pages that may be looked at for each command, on the average.
constexpr std::uint64_t looks_per_command = 16;

bool is_junk(const std::byte* page) {
  return page[0] == std::byte{player::junk_byte} &&
         std::memcmp(page, page + 1, page_bytes - 1) == 0;
}

}  // namespace

MappingModel::MappingModel(PlayerProcess& player) : player_(player) {
  if (player.has_mappings()) table_ = std::make_unique<player::MappingTable>();
}

void MappingModel::reset() {
  if (!table_) return;
  table_->reset(player_.arena().bytes() / page_bytes,
                player_.mapped_limit() / page_bytes);
  events_.clear();
}

std::uint64_t MappingModel::address(std::uint64_t page) const {
  return player_.arena_base() + page * page_bytes;
}

std::string MappingModel::place(std::uint64_t page) const {
  return fmt::format("mapped+{:#x}", page * page_bytes);
}

MappingModel::Wrong MappingModel::forged(std::string what) const {
  return {FindingKind::wrote_outside_heap,
          "the kit's record of the mappings is as the calls of map(), unmap() "
          "and remap() make it",
          "it was overwritten: " + std::move(what), 0};
}

void MappingModel::note_granted(const MappingPlace& place,
                                std::uint64_t pages) {
  // Cleared where it was given out again.
  const std::uint64_t begin = address(place.first);
  const std::uint64_t end = begin + pages * page_bytes;
  std::erase_if(spoiled_, [&](const MappedRange& range) {
    return range.address < end && begin < range.address + range.bytes;
  });
}

void MappingModel::note_left(const MappingPlace& place) {
  if (place.left_begin == place.left_end) return;
  left_.push_back({address(place.left_begin),
                   (place.left_end - place.left_begin) * page_bytes});
  spoiled_.push_back(left_.back());
}

bool MappingModel::apply(const MappingEvent& event) {
  const std::uint64_t base = player_.arena_base();
  const auto place = repeat_call(event, base, *table_);
  if (!place) return false;
  events_.push_back(event);
  if (event.call != MappingCall::map) events_.back().address -= base;
  const bool granted = place->slot != 0;
  const std::uint64_t result =
      granted && event.call != MappingCall::unmap ? address(place->first) : 0;
  if (granted && event.call == MappingCall::map)
    note_granted(*place, event.bytes / page_bytes);
  if (granted && event.call == MappingCall::remap)
    note_granted(*place, event.new_bytes / page_bytes);
  note_left(*place);
  return event.result == result;
}

std::optional<MappingModel::Wrong> MappingModel::follow_events() {
  auto& shared = player_.mappings();
  const std::uint64_t count = player_.read(shared.events);
  if (count > player::most_events)
    return forged(fmt::format("it tells of {} calls at once", count));
  for (std::uint64_t k = 0; k < count; ++k)
    if (!apply(player_.read(shared.event[k])))
      return forged(
          "it tells of a call that nobody can have made, or of another result");
  if (std::memcmp(&shared.table, table_.get(), MappingTable::summary_bytes()) !=
      0)
    return forged("its sums are not those of its calls");
  shared.events = 0;
  std::fill_n(shared.event, count, MappingEvent{});
  return std::nullopt;
}

std::optional<MappingModel::Wrong> MappingModel::follow() {
  if (!table_) return std::nullopt;
  left_.clear();
  spoiled_.clear();
  table_->settle();  // as the player did when the command began
  if (auto wrong = follow_events()) return wrong;
  most_bytes_ = table_->most_mapped_pages() * page_bytes;
  if (auto wrong = check_left()) return wrong;
  empty_left();
  if (may_look_at_pages()) return check_pages();
  return std::nullopt;
}

std::optional<MappingModel::Wrong> MappingModel::look() const {
  if (!table_) return std::nullopt;
  if (player_.record_differs(*table_))
    return forged("its list of mappings is another one");
  return check_pages();
}

// What was unmapped belongs to nobody from then on.
std::optional<MappingModel::Wrong> MappingModel::check_left() const {
  for (const MappedRange& range : spoiled_)
    for (const std::uint64_t at :
         {range.address, range.address + range.bytes - page_bytes})
      if (!is_junk(reinterpret_cast<const std::byte*>(at)))
        return Wrong{
            FindingKind::wrote_outside_heap,
            "no byte of a mapping is written after it is unmapped",
            fmt::format("one in the page at {} was",
                        place((at - player_.arena_base()) / page_bytes)),
            at};
  return std::nullopt;
}

void MappingModel::empty_left() {
  SharedMemory& arena = player_.arena();
  table_->visit_dirty([&](const MappingSlot& slot) {
    const std::size_t begin = std::size_t{slot.begin} * page_bytes;
    const std::size_t end = begin + std::size_t{slot.dirty} * page_bytes;
    if (slot.pages == 0) return arena.discard(begin, end);
    arena.discard(begin, std::size_t{slot.first} * page_bytes);
    arena.discard(std::size_t{slot.end()} * page_bytes, end);
  });
}

// Few mappings are looked at each time, many now and then.
bool MappingModel::may_look_at_pages() {
  look_credit_ += looks_per_command;
  const std::uint64_t resident = player_.arena().resident_bytes();
  const std::uint64_t price = table_->mappings() + 1;
  if (resident == resident_ || price > look_credit_) return false;
  resident_ = resident;
  look_credit_ = 0;
  return true;
}

std::optional<MappingModel::Wrong> MappingModel::check_pages() const {
  std::optional<std::uint64_t> stray;
  SharedMemory& arena = player_.arena();
  arena.visit_pages(0, arena.bytes(), [&](std::size_t at, std::size_t end) {
    while (!stray && at < end) {
      const std::uint64_t page = at / page_bytes;
      const MappingSlot* slot = table_->holding(page);
      if (slot == nullptr) stray = page;
      if (slot != nullptr) at = std::size_t{slot->end()} * page_bytes;
    }
  });
  if (!stray) return std::nullopt;
  return Wrong{FindingKind::wrote_outside_heap,
               "no byte outside the heap and the mappings is read or written",
               fmt::format("one in the page at {} was, which is not mapped",
                           place(*stray)),
               address(*stray)};
}

bool MappingModel::holds(std::uint64_t wanted, std::uint64_t bytes) const {
  if (!table_ || wanted < player_.arena_base()) return false;
  const std::uint64_t offset = wanted - player_.arena_base();
  const MappingSlot* slot = table_->holding(offset / page_bytes);
  if (slot == nullptr) return false;
  return bytes <= std::uint64_t{slot->end()} * page_bytes - offset;
}

std::vector<MappedRange> MappingModel::live() const {
  std::vector<MappedRange> ranges;
  if (!table_) return ranges;
  for (std::uint32_t k = 1; k <= table_->slots(); ++k) {
    const MappingSlot& slot = table_->slot(k);
    if (slot.pages != 0)
      ranges.push_back({address(slot.first), slot.pages * page_bytes});
  }
  return ranges;
}

std::uint64_t MappingModel::mappings() const {
  return table_ ? table_->mappings() : 0;
}

std::uint64_t MappingModel::bytes() const {
  return table_ ? table_->mapped_pages() * page_bytes : 0;
}

std::uint64_t MappingModel::limit() const {
  return table_ ? table_->limit_pages() * page_bytes : 0;
}

bool MappingModel::can_map(std::uint64_t bytes) const {
  return table_ &&
         table_->can_map(bytes / page_bytes + (bytes % page_bytes != 0));
}

}  // namespace heaplab::judge
