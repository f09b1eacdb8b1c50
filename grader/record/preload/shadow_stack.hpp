// What is known of the frames of the main thread, beside the real ones. All of
// it allocates nothing and works in signal handlers.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heaplab::record {

// Where a function stands when it tells that it begins or ends.
struct Place {
  std::uint64_t function = 0;
  std::uint64_t call_site = 0;  // the return address of its frame
  std::uint64_t sp = 0;         // the stack pointer
  std::uint64_t fp = 0;  // the register of the frame pointer; anything when the
                         // function keeps none
  unsigned exceptions = 0;  // that are thrown and not caught
};

struct ShadowFrame {
  Place place;               // at its beginning
  std::uint64_t fp = 0;      // 0: it keeps none
  std::uint64_t lowest = 0;  // its lowest stack pointer seen
};

// Logs every call as it happens. What ended without telling (by longjmp, an
// exception) is noticed by the next that tells.
class ShadowStack {
 public:
  // The stack from `top` down to `limit` is watched. Without memory for the
  // table nothing is.
  void start(std::uint64_t limit, std::uint64_t top);
  // After a fork: the frames of the parent are unknown to the child.
  void forget();

  void enter(const Place& place);
  void exit(const Place& place);

 private:
  bool is_watched(const Place& place) const;
  std::uint64_t frame_pointer(const Place& place) const;
  std::uint64_t frame_bytes(const Place& place, std::uint64_t fp) const;
  void drop_dead(const Place& place, std::uint64_t fp, bool direct);
  bool is_direct(const Place& place);
  bool is_inlined(const Place& place, std::uint64_t fp) const;
  void note_lowest(std::uint64_t sp);
  void tell_of_dropped();

  ShadowFrame* frames_ = nullptr;
  std::size_t depth_ = 0;
  std::size_t logged_ = 0;  // frames in the log; more than depth_ when some
                            // were dropped
  std::uint64_t limit_ = 0;
  std::uint64_t top_ = 0;
  // The program or library that the last caller is in.
  std::uint64_t object_start_ = 0;
  std::uint64_t object_end_ = 0;
};

}  // namespace heaplab::record
