// What the shim writes down when the program crashes inside the allocator: a
// file beside the preloaded object, PATH.crash, one record for each crash.
#pragma once

#include <cstdint>

namespace heaplab::shim {

inline constexpr const char* crash_log_suffix = ".crash";

// Addresses are offsets from where the object is loaded; 0 ends the list. The
// first is where it happened, the others are return addresses, outwards.
struct CrashRecord {
  static constexpr int most_frames = 12;
  std::int32_t process;
  std::int32_t signal;
  std::uint64_t frames[most_frames];
};

}  // namespace heaplab::shim
