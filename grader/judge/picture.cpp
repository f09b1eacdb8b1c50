#include "judge/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "judge/payload_content.hpp"

namespace heaplab::judge {
namespace {

constexpr std::size_t rows_around = 5;

struct Row {
  std::uint64_t address;
  std::uint64_t bytes;
  std::string what;
};

std::string offset_text(const HeapView& view, std::uint64_t address) {
  if (view.arena != 0 && address >= view.arena) return place(view, address);
  return fmt::format("{:#010x}", address - view.base);
}

// The rows nearest to `focus`, the one that holds it marked.
std::string draw(const HeapView& view, const std::vector<Row>& rows,
                 std::uint64_t focus) {
  std::size_t at = 0;
  while (at + 1 < rows.size() && rows[at + 1].address <= focus) ++at;
  const std::size_t first = at > rows_around ? at - rows_around : 0;
  const std::size_t last = std::min(rows.size(), at + rows_around + 1);
  std::size_t width = 10;
  for (std::size_t k = first; k < last; ++k)
    width = std::max(width, offset_text(view, rows[k].address).size());
  std::string text = fmt::format("  {:<{}}    bytes  what\n", "offset", width);
  if (first > 0) text += fmt::format("  … {} more below\n", first);
  for (std::size_t k = first; k < last; ++k)
    text += fmt::format("{} {:<{}} {:>8}  {}\n", k == at ? '>' : ' ',
                        offset_text(view, rows[k].address), width,
                        rows[k].bytes, rows[k].what);
  if (last < rows.size())
    text += fmt::format("  … {} more above\n", rows.size() - last);
  return text;
}

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
  const std::vector<Row>& rows() const { return rows_; }

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
  std::vector<Row> rows_;
};

}  // namespace

std::string place(const HeapView& view, std::uint64_t address) {
  if (view.arena != 0 && address >= view.arena)
    return fmt::format("mapped+{:#x}", address - view.arena);
  if (address < view.base)
    return fmt::format("{:#x} (below the heap)", address);
  if (address - view.base > view.heap_bytes)
    return fmt::format("{:#x} ({} bytes past the heap's end)", address,
                       address - view.base - view.heap_bytes);
  if (view.stack_top != 0 && address >= view.base + view.object_bytes)
    return address == view.stack_top
               ? "top"
               : fmt::format("top-{:#x}", view.stack_top - address);
  return fmt::format("heap+{:#x}", address - view.base);
}

std::string draw_payloads(const HeapView& view, const Payloads& payloads,
                          const trace::Trace& trace, std::uint64_t focus) {
  PayloadRows rows(view, payloads, trace);
  rows.add_heap();
  for (const MappedRange& range : view.mappings) rows.add_mapping(range);
  rows.add_unmapped(~std::uint64_t{0});
  return draw(view, rows.rows(), focus);
}

std::string draw_blocks(const HeapView& view,
                        const std::vector<player::BlockRecord>& blocks,
                        std::uint64_t focus) {
  std::vector<Row> rows;
  for (const auto& block : blocks)
    rows.push_back(
        {block.address, block.bytes,
         block.allocated
             ? fmt::format("allocated, payload {} at {}", block.payload_bytes,
                           place(view, block.payload))
             : fmt::format("free, payload {}", block.payload_bytes)});
  if (rows.empty()) return "  walk() shows no block\n";
  return draw(view, rows, focus);
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
