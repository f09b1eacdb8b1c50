// What walk() and check() see of a run.
#pragma once

#include <array>

#include "runs.hpp"

namespace size_classes {

// The cells of a run that are free, by their number.
struct FreeCells {
  std::array<bool, longest_run_bytes / 16> is_free{};
  std::size_t count = 0;
  bool sound = true;  // the list visits cells only, and none twice

  explicit FreeCells(const Run* r) {
    for (std::size_t d = r->free; d != 0; d = cell_link(r, d), ++count) {
      const std::size_t cell = (d - sizeof(Run)) / r->cell_bytes;
      sound = d >= sizeof(Run) && cell < r->cells && !is_free[cell] &&
              (d - sizeof(Run)) % r->cell_bytes == 0;
      if (!sound) return;
      is_free[cell] = true;
    }
  }
};

inline void run_walk(const Run* r, heaplab::BlockVisitor& visitor) {
  const FreeCells free(r);
  for (std::size_t k = 0; k < r->cells; ++k) {
    void* const cell = at<void>(r, sizeof(Run) + k * r->cell_bytes);
    visitor.visit({cell, r->cell_bytes, cell, r->cell_bytes, !free.is_free[k]});
  }
}

// What is wrong with the run by itself; nullptr for nothing. Its block has a
// possible length.
inline const char* run_fault(const Run* r) {
  const std::size_t bytes = block_payload_bytes(block_of(r));
  if (address_of(r) % run_page_bytes != 0 || run_bytes(r) == 0 ||
      run_bytes(r) > longest_run_bytes) {
    return "a run that cannot be here";
  }
  if (r->cell_bytes == 0 || r->cell_bytes % 16 != 0 ||
      r->cells != cells_in(bytes, r->cell_bytes)) {
    return "a run with another number of cells than fit into it";
  }
  const FreeCells free(r);
  if (!free.sound) return "a run whose free list leaves its free cells";
  const std::size_t live = r->cells - free.count;
  if (run_is_known_full(r)) {
    if (free.count == 0 && r->until_event == 1) return nullptr;
    return "a run that is not full, and on no list";
  }
  return r->until_event == live ? nullptr : "a run that counts its cells wrong";
}

}  // namespace size_classes
