// What a whole replay amounts to: its footprint, and what it asked of the
// system.
#include <fmt/format.h>

#include <algorithm>

#include "heaplab/heap.hpp"
#include "judge/lockstep.hpp"

namespace heaplab::judge {

// What grow() and shrink() are charged for: as many as the heap's size shows,
// at the least. More than one call in an operation can pass for one.
void Lockstep::check_heap_calls(std::uint64_t bytes) {
  const auto& response = player_.response();
  const std::uint64_t calls = player_.read(response.heap_calls);
  const std::uint64_t pages = player_.read(response.heap_new_pages);
  const std::uint64_t before = whole_pages(heap_before_);
  const std::uint64_t gained =
      std::max<std::uint64_t>(whole_pages(bytes), before) - before;
  if (calls < heap_calls_ + (bytes != heap_before_) ||
      pages < heap_new_pages_ + gained / page_bytes)
    fail(FindingKind::wrote_outside_heap,
         "the kit's record of the calls of grow() and shrink() counts them all",
         fmt::format("it was overwritten: it says {} calls, which brought {} "
                     "pages",
                     calls, pages));
  heap_before_ = bytes;
  heap_calls_ = calls;
  heap_new_pages_ = pages;
}

// The most that heap and mappings had together: what one of them reached while
// the other was as it is now.
void Lockstep::note_footprint(std::uint64_t heap_reached) {
  // Of a call stack what it stands on now, as it has the whole heap.
  if (kind_ == TraceKind::call_stack) heap_reached = footprint();
  replay_.peak_footprint_bytes =
      std::max({replay_.peak_footprint_bytes, heap_reached + mappings_.bytes(),
                footprint() - mappings_.bytes() + mappings_.most_bytes()});
}

std::uint64_t Lockstep::footprint() const {
  if (kind_ != TraceKind::call_stack) return heap_bytes() + mappings_.bytes();
  return stack_limit() - player_.heap_base() + stack_top() -
         frames_.lowest(stack_top());
}

void Lockstep::finish() {
  current_ = trace_.operations.empty() ? 0 : trace_.operations.size() - 1;
  if (trace_.operations.empty()) return;
  if (kind_ == TraceKind::misuse) {
    finish_misuse();
  } else {
    verify_all();
    look_at_blocks();
  }
  check_anonymous_memory();
  replay_.final_footprint_bytes = footprint();
  if (kind_ == TraceKind::heap) check_ordinary_leaks();
  if (kind_ == TraceKind::call_stack)
    replay_.peak_heap_bytes = replay_.peak_footprint_bytes;
  replay_.system_calls = heap_calls_ + mappings_.calls();
  replay_.system_pages = heap_new_pages_ + mappings_.new_pages();
  replay_.mapping_calls = mappings_.events();
  const double operations = static_cast<double>(replay_.operations);
  if (operations > 0 && footprint_sum_ > 0)
    replay_.average_utilization = payload_sum_ / footprint_sum_;
  if (replay_.peak_footprint_bytes > 0)
    replay_.peak_utilization =
        static_cast<double>(replay_.peak_payload_bytes) /
        static_cast<double>(replay_.peak_footprint_bytes);
}

}  // namespace heaplab::judge
