// Runs: pieces of memory cut into cells of one size, which have no headers. A
// table says for each page of 512 bytes whether a run covers it, and where that
// run begins. So a cell's address is enough to find its size.
//
//   | tag | run header | cell | cell | cell | ... | tag of the next block
//         ^ a multiple of 512
//
// Invariants, for every run r:
//   cells(r) = live cells(r) + length of its free list
//   r is on the ring of its class, unless it is known to be full
//   until_event(r) = live cells(r), but 1 when it is known to be full
//
// One list and one counter in each page, so that an empty page is noticed and
// neighbours in time are neighbours in memory: Leijen, Zorn, de Moura,
// "Mimalloc: Free List Sharding in Action", 2019. Pages of one size are older:
// Weinstock and Wulf, "Quick Fit", 1988.
#pragma once

#include <cstring>

#include "boundary_tags.hpp"

namespace size_classes {

inline constexpr std::size_t run_page_bytes = 512;
inline constexpr std::size_t longest_run_bytes = 16 << 10;

// Links are distances from the heap's beginning in units of 16 bytes. So runs
// stand in its first 64 GiB.
inline constexpr std::size_t most_run_pages = (std::size_t{64} << 30) / 512;

struct Run {
  std::uint32_t next;      // on the ring of its class; 0: known to be full
  std::uint32_t previous;  // on the ring
  // The first free cell, as distance from the run in bytes; 0: there is none.
  // A free cell begins with the distance of the next one.
  std::uint16_t free;
  // When so many cells are freed, it is empty, or no longer full.
  std::uint16_t until_event;
  std::uint16_t cell_bytes;
  std::uint16_t cells;
};
static_assert(sizeof(Run) == 16, "cells begin at a multiple of 16");
static_assert(longest_run_bytes <= UINT16_MAX, "a distance has 16 bits");

inline std::uint16_t& cell_link(const Run* r, std::size_t distance) {
  return *at<std::uint16_t>(r, distance);
}
inline bool run_is_known_full(const Run* r) { return r->next == 0; }
inline bool run_is_empty(const Run* r) { return r->until_event == 0; }

inline void* run_pop(Run* r) {
  void* const cell = at<void>(r, r->free);
  r->free = cell_link(r, r->free);
  ++r->until_event;
  return cell;
}
// Returns true when that is the event.
inline bool run_push(Run* r, void* cell) {
  *static_cast<std::uint16_t*>(cell) = r->free;
  r->free = static_cast<std::uint16_t>(address_of(cell) - address_of(r));
  return --r->until_event == 0;
}

// What the block of a run is long, but for 16 bytes that may be left over.
inline std::size_t run_bytes(const Run* r) {
  return block_bytes(block_of(r)) / run_page_bytes * run_page_bytes;
}
inline std::size_t cells_in(std::size_t run_bytes, std::size_t cell_bytes) {
  return (run_bytes - sizeof(Run)) / cell_bytes;
}
// Makes an empty run of the `bytes` bytes at `r`; its cells in address order.
inline void run_begin(Run* r, std::size_t bytes, std::size_t cell_bytes) {
  const std::size_t cells = cells_in(bytes, cell_bytes);
  *r = {0,
        0,
        sizeof(Run),
        0,
        static_cast<std::uint16_t>(cell_bytes),
        static_cast<std::uint16_t>(cells)};
  std::size_t cell = sizeof(Run);
  for (std::size_t k = 1; k < cells; ++k, cell += cell_bytes) {
    cell_link(r, cell) = static_cast<std::uint16_t>(cell + cell_bytes);
  }
  cell_link(r, cell) = 0;
}

// Which pages runs cover. An entry is 0, or 1 + the distance in pages back to
// the one where the run begins. No run covers a page that is not in the table.
struct RunTable {
  std::uintptr_t begin;  // of the heap, rounded down to a page
  std::size_t pages = 0;
  std::uint8_t* entries = nullptr;

  std::size_t page_of(const void* address) const {
    return (address_of(address) - begin) / run_page_bytes;
  }
  bool covers(std::size_t page) const {
    return page < pages && entries[page] != 0;
  }
  // The run on a page that is covered.
  Run* run_on(std::size_t page) const {
    const std::size_t first = page + 1 - entries[page];
    return reinterpret_cast<Run*>(begin + first * run_page_bytes);
  }
  // The run that the cell is in; nullptr for every other address.
  Run* find(const void* cell) const {
    const std::size_t page = page_of(cell);
    return covers(page) ? run_on(page) : nullptr;
  }
  void enter(const Run* r, std::size_t bytes) {
    const std::size_t first = page_of(r);
    for (std::size_t k = 0; k * run_page_bytes < bytes; ++k) {
      entries[first + k] = static_cast<std::uint8_t>(k + 1);
    }
  }
  void leave(const Run* r, std::size_t bytes) {
    std::memset(entries + page_of(r), 0, bytes / run_page_bytes);
  }
  bool has(const Run* r, std::size_t bytes) const {
    for (std::size_t k = 0; k * run_page_bytes < bytes; ++k) {
      if (find(at(r, k * run_page_bytes)) != r) return false;
    }
    return true;
  }
};

}  // namespace size_classes
