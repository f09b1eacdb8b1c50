#include "player/player_heap.hpp"

#include <algorithm>

namespace heaplab::player {
namespace {

std::byte* at(std::uint64_t page) {
  return reinterpret_cast<std::byte*>(channel.request->arena_base) +
         page * page_bytes;
}

// The arena's page at an address; beyond the arena for any that is not one's
// first byte.
std::uint64_t page_of(const void* address) {
  const auto* base = at(0);
  const auto offset =
      static_cast<std::uint64_t>(static_cast<const std::byte*>(address) - base);
  return offset % page_bytes == 0 ? offset / page_bytes : ~std::uint64_t{0};
}

[[noreturn]] void wrong_use() {
  std::fputc('\n', stderr);
  std::abort();
}

void require_pages(const char* function, std::size_t bytes) {
  if (bytes % page_bytes == 0 && bytes != 0) return;
  std::fprintf(stderr,
               "Heap::%s: expected a multiple of %zu bytes and not 0, found "
               "%zu",
               function, page_bytes, bytes);
  wrong_use();
}

// What an address is, after the message of a wrong call.
[[noreturn]] void explain(const void* address) {
  const MappingTable& table = channel.mappings->table;
  const std::byte* wanted = static_cast<const std::byte*>(address);
  const auto page = static_cast<std::uint64_t>(wanted - at(0)) / page_bytes;
  const MappingSlot* slot = table.holding(page);
  if (slot)
    std::fprintf(stderr,
                 "; the mapping there begins %zu bytes before it and is %zu "
                 "bytes long",
                 static_cast<std::size_t>(wanted - at(slot->first)),
                 std::size_t{slot->pages} * page_bytes);
  else
    std::fputs("; nothing is mapped there", stderr);
  wrong_use();
}

void note(MappingCall call, const void* address, std::size_t bytes,
          std::size_t new_bytes, const void* result) {
  if (!channel.request->keep_events) return;
  Mappings& mappings = *channel.mappings;
  if (mappings.events >= most_events) {
    std::fprintf(stderr,
                 "more than %u calls of map(), unmap() and remap() in one "
                 "operation",
                 most_events);
    wrong_use();
  }
  mappings.event[mappings.events++] = {
      call, reinterpret_cast<std::uint64_t>(address), bytes, new_bytes,
      reinterpret_cast<std::uint64_t>(result)};
}

void* finish(const MappingPlace& place) {
  if (place.slot == 0) return nullptr;
  if (place.clear_end > place.clear_begin)
    std::memset(at(place.clear_begin), 0,
                (place.clear_end - place.clear_begin) * page_bytes);
  return at(place.first);
}

// Pages of zeros are not written: they need not exist where it goes to.
void copy_pages(std::byte* to, const std::byte* from, std::size_t pages) {
  for (std::size_t k = 0; k < pages; ++k) {
    const std::byte* page = from + k * page_bytes;
    if (page[0] == std::byte{0} &&
        std::memcmp(page, page + 1, page_bytes - 1) == 0)
      continue;
    std::memcpy(to + k * page_bytes, page, page_bytes);
  }
}

// Whoever reads them or writes to them shows.
void spoil(const MappingPlace& place) {
  if (!channel.request->fill_new_heap) return;
  if (place.left_begin == place.left_end) return;
  std::memset(at(place.left_begin), junk_byte, page_bytes);
  std::memset(at(place.left_end - 1), junk_byte, page_bytes);
}

}  // namespace

void PlayerHeap::note_pages() {
  Response& state = *channel.response;
  const std::uint64_t pages = (state.heap_bytes + page_bytes - 1) / page_bytes;
  state.heap_new_pages += pages - state.heap_pages;
  state.heap_pages = pages;
}

void PlayerHeap::fill_with_junk(std::byte* start, std::size_t bytes) {
  if (bytes <= 2 * most_junk_bytes) {
    std::memset(start, junk_byte, bytes);
    return;
  }
  std::memset(start, junk_byte, most_junk_bytes);
  std::memset(start + bytes - most_junk_bytes, junk_byte, most_junk_bytes);
}

void PlayerHeap::reset_mappings() {
  if (!channel.mappings) return;
  channel.mappings->table.reset(channel.request->arena_bytes / page_bytes,
                                channel.request->mapped_limit / page_bytes);
  channel.mappings->events = 0;
}

void PlayerHeap::begin_command() {
  if (!channel.mappings || !channel.request->keep_events) return;
  channel.mappings->table.settle();
  channel.mappings->events = 0;
}

void* PlayerHeap::map(std::size_t bytes) {
  require_pages("map(bytes)", bytes);
  if (!channel.mappings) return nullptr;
  void* result = finish(channel.mappings->table.map(bytes / page_bytes));
  note(MappingCall::map, nullptr, bytes, 0, result);
  return result;
}

void PlayerHeap::unmap(void* address, std::size_t bytes) {
  require_pages("unmap(address, bytes)", bytes);
  const std::uint64_t page = page_of(address);
  if (!channel.mappings ||
      !channel.mappings->table.can_unmap(page, bytes / page_bytes)) {
    std::fprintf(stderr,
                 "Heap::unmap(%p, %zu): expected a mapping, or pages at the "
                 "beginning or the end of one",
                 address, bytes);
    if (!channel.mappings) wrong_use();
    explain(address);
  }
  spoil(channel.mappings->table.unmap(page, bytes / page_bytes));
  note(MappingCall::unmap, address, bytes, 0, nullptr);
}

void* PlayerHeap::remap(void* address, std::size_t bytes,
                        std::size_t new_bytes) {
  require_pages("remap(address, bytes, new_bytes): bytes", bytes);
  require_pages("remap(address, bytes, new_bytes): new_bytes", new_bytes);
  const std::uint64_t page = page_of(address);
  if (!channel.mappings ||
      !channel.mappings->table.is_mapping(page, bytes / page_bytes)) {
    std::fprintf(stderr,
                 "Heap::remap(%p, %zu, %zu): expected the address and the size "
                 "of a mapping",
                 address, bytes, new_bytes);
    if (!channel.mappings) wrong_use();
    explain(address);
  }
  const MappingPlace place = channel.mappings->table.remap(
      page, bytes / page_bytes, new_bytes / page_bytes);
  void* result = finish(place);
  if (place.moved)
    copy_pages(static_cast<std::byte*>(result),
               static_cast<std::byte*>(address), bytes / page_bytes);
  spoil(place);
  note(MappingCall::remap, address, bytes, new_bytes, result);
  return result;
}

}  // namespace heaplab::player
