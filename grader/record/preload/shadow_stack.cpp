#include "record/preload/shadow_stack.hpp"

#include <dlfcn.h>
#include <sys/mman.h>

#include "record/preload/log.hpp"

namespace heaplab::record {
namespace {

constexpr std::size_t most_frames = 1 << 20;
constexpr std::uint64_t pair_bytes = 16;  // frame pointer, return address

void log_event(EventKind kind, std::uint64_t bytes) {
  const LogLock lock;
  append({kind, 0, 0, 0, bytes, 0});
}

// Whether the function that ends at `place` is that of `frame`. Optimized code
// may jump to the hook when it has given up its frame.
bool is_frame_of(const Place& place, const ShadowFrame& frame) {
  if (frame.place.function != place.function) return false;
  if (frame.fp == 0) return true;
  if (place.sp == frame.fp + pair_bytes) return true;
  return frame.place.sp >= place.sp && frame.fp == place.fp;
}

}  // namespace

void ShadowStack::start(std::uint64_t limit, std::uint64_t top) {
  void* table =
      ::mmap(nullptr, most_frames * sizeof(ShadowFrame), PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (table == MAP_FAILED) return;
  frames_ = static_cast<ShadowFrame*>(table);
  limit_ = limit;
  top_ = top;
}

void ShadowStack::forget() { depth_ = logged_ = 0; }

bool ShadowStack::is_watched(const Place& place) const {
  return frames_ != nullptr && place.sp >= limit_ && place.sp < top_;
}

// 0 when the function keeps none: then the register holds a number, or the
// frame pointer of a caller.
std::uint64_t ShadowStack::frame_pointer(const Place& place) const {
#ifdef __x86_64__
  const std::uint64_t fp = place.fp;
  if (fp % 8 != 0 || fp < place.sp || fp + pair_bytes > top_) return 0;
  // The word above the saved frame pointer is the return address.
  const auto* pair = reinterpret_cast<const std::uint64_t*>(fp);
  return pair[1] == place.call_site ? fp : 0;
#else
  // Where the pair stands in its frame is not prescribed.
  (void)place;
  return 0;
#endif
}

// The bytes below the pair: saved registers, locals, spilled values, room for
// arguments of calls.
std::uint64_t ShadowStack::frame_bytes(const Place& place,
                                       std::uint64_t fp) const {
  if (fp != 0) return fp - place.sp;
  if (log_header() != nullptr) ++log_header()->estimated;
  if (depth_ == 0) return 0;
  const std::uint64_t distance = frames_[depth_ - 1].lowest - place.sp;
  return distance < pair_bytes ? 0 : distance - pair_bytes;
}

// Whether the function of the newest frame called it, and not one that does
// not tell: that would be in another object.
bool ShadowStack::is_direct(const Place& place) {
  if (depth_ == 0) return false;
  const std::uint64_t caller = frames_[depth_ - 1].place.function;
  if (caller < object_start_ || caller >= object_end_) {
    dl_find_object found{};
    if (::_dl_find_object(reinterpret_cast<void*>(caller), &found) != 0) {
      return false;
    }
    object_start_ = reinterpret_cast<std::uint64_t>(found.dlfo_map_start);
    object_end_ = reinterpret_cast<std::uint64_t>(found.dlfo_map_end);
  }
  return place.call_site >= object_start_ && place.call_site < object_end_;
}

// A function that was inlined tells of itself too, from its caller's frame.
bool ShadowStack::is_inlined(const Place& place, std::uint64_t fp) const {
  if (depth_ == 0 || fp == 0) return false;
  const ShadowFrame& newest = frames_[depth_ - 1];
  return newest.fp == fp && newest.place.call_site == place.call_site &&
         newest.place.function != place.function;
}

// Frames that stand where the new one stands are gone. So are those above the
// one whose frame pointer the new one has saved.
void ShadowStack::drop_dead(const Place& place, std::uint64_t fp, bool direct) {
  const std::uint64_t end = fp != 0 ? fp + pair_bytes : place.sp + 1;
  while (depth_ > 0 && frames_[depth_ - 1].place.sp < end) --depth_;
  if (fp == 0 || !direct) return;
  const std::uint64_t saved = *reinterpret_cast<const std::uint64_t*>(fp);
  for (std::size_t i = depth_; i > 0; --i) {
    if (frames_[i - 1].fp == saved) {
      depth_ = i;
      return;
    }
  }
}

// The newest frame has grown down to `sp`: by alloca, an array of variable
// length, arguments that it pushes.
void ShadowStack::note_lowest(std::uint64_t sp) {
  if (depth_ == 0) return;
  ShadowFrame& frame = frames_[depth_ - 1];
  if (sp >= frame.lowest) return;
  log_event(EventKind::frame_allocate, frame.lowest - sp);
  frame.lowest = sp;
}

void ShadowStack::tell_of_dropped() {
  if (logged_ > depth_) log_event(EventKind::unwind, depth_);
  logged_ = depth_;
}

void ShadowStack::enter(const Place& place) {
  if (!is_watched(place) || depth_ == most_frames) {
    if (log_header() != nullptr) ++log_header()->elsewhere;
    return;
  }
  const std::uint64_t fp = frame_pointer(place);
  if (is_inlined(place, fp)) return;
  const bool direct = is_direct(place);
  drop_dead(place, fp, direct);
  tell_of_dropped();
  if (fp != 0 && direct) note_lowest(fp + pair_bytes);
  const std::uint64_t bytes = frame_bytes(place, fp);
  frames_[depth_++] = {place, fp, place.sp};
  logged_ = depth_;
  log_event(EventKind::enter, bytes);
}

void ShadowStack::exit(const Place& place) {
  if (!is_watched(place)) return;
  std::size_t i = depth_;
  while (i > 0 && !is_frame_of(place, frames_[i - 1])) --i;
  if (i == 0) return;  // its beginning was not seen
  depth_ = i;
  const bool thrown = place.exceptions > frames_[i - 1].place.exceptions;
  if (!thrown) {
    tell_of_dropped();
    note_lowest(place.sp);
    log_event(EventKind::leave, 0);
    --logged_;
  }
  --depth_;
}

}  // namespace heaplab::record
