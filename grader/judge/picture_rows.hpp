// The table that a picture of a heap is: one row a block, payload or gap.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "judge/picture.hpp"

namespace heaplab::judge {

struct PictureRow {
  std::uint64_t address;
  std::uint64_t bytes;
  std::string what;
};

// The rows nearest to `focus`, an address, the one that holds it marked. There
// is at least one row, and they stand by address.
std::string draw_rows(const HeapView& view, const std::vector<PictureRow>& rows,
                      std::uint64_t focus);

}  // namespace heaplab::judge
