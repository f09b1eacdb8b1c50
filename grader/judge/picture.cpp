#include "judge/picture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "judge/pattern.hpp"

namespace heaplab::judge {
namespace {

constexpr std::size_t rows_around = 5;

struct Row {
  std::uint64_t address;
  std::uint64_t bytes;
  std::string what;
};

// The rows nearest to `focus`, the one that holds it marked.
std::string draw(const HeapView& view, const std::vector<Row>& rows,
                 std::uint64_t focus) {
  std::size_t at = 0;
  while (at + 1 < rows.size() && rows[at + 1].address <= focus) ++at;
  const std::size_t first = at > rows_around ? at - rows_around : 0;
  const std::size_t last = std::min(rows.size(), at + rows_around + 1);
  std::string text = "  offset        bytes  what\n";
  if (first > 0) text += fmt::format("  … {} more below\n", first);
  for (std::size_t k = first; k < last; ++k)
    text +=
        fmt::format("{} {:#010x} {:>8}  {}\n", k == at ? '>' : ' ',
                    rows[k].address - view.base, rows[k].bytes, rows[k].what);
  if (last < rows.size())
    text += fmt::format("  … {} more above\n", rows.size() - last);
  return text;
}

}  // namespace

std::string place(const HeapView& view, std::uint64_t address) {
  if (address < view.base)
    return fmt::format("{:#x} (below the heap)", address);
  if (address - view.base > view.heap_bytes)
    return fmt::format("{:#x} ({} bytes past the heap's end)", address,
                       address - view.base - view.heap_bytes);
  return fmt::format("heap+{:#x}", address - view.base);
}

std::string draw_payloads(const HeapView& view, const Payloads& payloads,
                          const trace::Trace& trace, std::uint64_t focus) {
  std::vector<Row> rows = {{view.base, view.object_bytes, "allocator object"}};
  std::uint64_t reached = view.base + view.object_bytes;
  const auto gap = [&](std::uint64_t until) {
    if (until > reached)
      rows.push_back({reached, until - reached, "no live payload"});
  };
  for (const auto& [address, slot] : payloads.by_address()) {
    gap(address);
    rows.push_back({address, payloads[slot].bytes,
                    fmt::format("payload of block {}", trace.ids[slot])});
    reached = std::max(reached, address + payloads[slot].bytes);
  }
  gap(view.base + view.heap_bytes);
  rows.push_back({view.base + view.heap_bytes, 0, "end of the heap"});
  return draw(view, rows, focus);
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
    const auto should = pattern_byte(at, payload.tag);
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
