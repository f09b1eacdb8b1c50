// A heap with free lists drawn in text, at most 76 columns.
#pragma once

#include <cstdint>
#include <string>

#include "heaps/image.hpp"

namespace heaplab::judge {

// The blocks around `focus` (an address) with their footers and links, and the
// lists, those first that lead to it. The heap may be broken in any way.
std::string draw_image(const heaps::Image& image, std::uint64_t focus);

}  // namespace heaplab::judge
