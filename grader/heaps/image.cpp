#include "heaps/image.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace heaplab::heaps {

std::size_t list_for(const std::vector<std::uint64_t>& minimums,
                     std::uint64_t bytes) {
  const auto above = std::upper_bound(minimums.begin(), minimums.end(), bytes);
  if (above == minimums.begin()) return minimums.size();
  return static_cast<std::size_t>(above - minimums.begin()) - 1;
}

std::string place(const Image& image, std::uint64_t address) {
  if (address == 0) return "null";
  if (address < image.base || address - image.base >= image.bytes.size())
    return fmt::format("{:#x}, outside the heap", address);
  return fmt::format("heap+{:#x}", address - image.base);
}

}  // namespace heaplab::heaps
