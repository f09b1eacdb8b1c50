#include "judge/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "judge/payload_content.hpp"
#include "judge/picture_rows.hpp"

namespace heaplab::judge {
namespace {

// The live payloads by address, and what lies between them.
class PayloadRows {
 public:
  PayloadRows(const HeapView& view, const Payloads& payloads,
              const trace::Trace& trace)
      : view_(view),
        payloads_(payloads),
        trace_(trace),
        next_(payloads.by_address().begin()) {}

  void add_heap() {
    rows_.push_back({view_.base, view_.object_bytes, "allocator object"});
    reached_ = view_.base + view_.object_bytes;
    add_until(view_.arena != 0 ? view_.arena : ~std::uint64_t{0});
    add_gap(view_.base + view_.heap_bytes);
    rows_.push_back({view_.base + view_.heap_bytes, 0, "end of the heap"});
  }
  void add_mapping(const MappedRange& range) {
    add_unmapped(range.address);
    rows_.push_back({range.address, range.bytes, "a mapping"});
    reached_ = range.address;
    add_until(range.address + range.bytes);
    add_gap(range.address + range.bytes);
  }
  // Below `end`: live payloads whose pages are mapped no longer.
  void add_unmapped(std::uint64_t end) {
    for (; is_before(end); ++next_) add_payload(", not mapped");
  }
  const std::vector<PictureRow>& rows() const { return rows_; }

 private:
  bool is_before(std::uint64_t end) const {
    return next_ != payloads_.by_address().end() && next_->first < end;
  }
  void add_payload(const char* note) {
    const auto& [address, slot] = *next_;
    rows_.push_back(
        {address, payloads_[slot].bytes,
         fmt::format("payload of block {}{}", trace_.ids[slot], note)});
    reached_ = std::max(reached_, address + payloads_[slot].bytes);
  }
  void add_gap(std::uint64_t until) {
    if (until > reached_)
      rows_.push_back({reached_, until - reached_, "no live payload"});
  }
  void add_until(std::uint64_t end) {
    for (; is_before(end); ++next_) {
      add_gap(next_->first);
      add_payload("");
    }
  }

  const HeapView& view_;
  const Payloads& payloads_;
  const trace::Trace& trace_;
  std::map<std::uint64_t, std::uint32_t>::const_iterator next_;
  std::uint64_t reached_ = 0;
  std::vector<PictureRow> rows_;
};

}  // namespace

std::string draw_payloads(const HeapView& view, const Payloads& payloads,
                          const trace::Trace& trace, std::uint64_t focus) {
  PayloadRows rows(view, payloads, trace);
  rows.add_heap();
  for (const MappedRange& range : view.mappings) rows.add_mapping(range);
  rows.add_unmapped(~std::uint64_t{0});
  return draw_rows(view, rows.rows(), focus);
}

std::string draw_bytes(const HeapView& view, const Payload& payload,
                       std::uint64_t k) {
  const std::uint64_t first = k / 16 * 16;
  const std::uint64_t last = std::min(payload.bytes, first + 16);
  std::string offsets, expected, found, marks;
  for (std::uint64_t at = first; at < last; ++at) {
    const auto should = payload_byte(payload.bytes, at, payload.tag);
    const auto is = view.heap[payload.address - view.base + at];
    expected += fmt::format(" {:02x}", static_cast<unsigned>(should));
    found += fmt::format(" {:02x}", static_cast<unsigned>(is));
    marks += should == is ? "   " : " ^^";
  }
  return fmt::format(
      "  bytes {} to {} of the payload\n  expected{}\n  found   {}\n"
      "          {}\n",
      first, last - 1, expected, found,
      marks.substr(0, marks.find_last_not_of(' ') + 1));
}

}  // namespace heaplab::judge
