// For the tests of this folder.
#pragma once

#include <string>
#include <string_view>

#include "heaps/heap_file.hpp"
#include "heaps/verify.hpp"
#include "support/error.hpp"

namespace heaplab::heaps {

inline constexpr std::uint64_t test_base = 0x200000000000;

// Three blocks, the middle one free, and what is broken in them.
inline std::string broken(std::string_view faults) {
  return "title: t\nclass: c\nlists 32 64\nallocated A 48\nfree B 64\n"
         "allocated C 32\n" +
         std::string(faults);
}

// What parse_heap says about `text`, or "" when it takes it.
inline std::string error_of(std::string_view text) {
  try {
    parse_heap(text, "t.heap");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

// What the verifier says about the heap in `text`.
inline std::string defect_of(std::string_view text) {
  const auto defect =
      first_defect(build(parse_heap(text, "t.heap"), test_base));
  return defect ? defect->what : "sound";
}

}  // namespace heaplab::heaps
