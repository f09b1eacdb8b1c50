// What stands above the student's function on its stack: its arguments there,
// then words that are not its own up to the end of the mapping.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "abi/case.hpp"

namespace heaplab::abi {

inline constexpr std::size_t canary_bytes = 192;  // at least

class CallerFrame {
 public:
  // Paints running().stack, writes the frame, sets running().entry.
  static void prepare(std::size_t stack_bytes,
                      const std::vector<std::uint64_t>& arguments,
                      std::size_t behind_guard);
  // caller-frame-overwritten, if it was. Stack arguments belong to the callee.
  static std::vector<Violation> violations();
  static bool is_argument(std::uint64_t address);
  static bool is_canary(std::uint64_t address);
};

}  // namespace heaplab::abi
