#include "judge/picture_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace heaplab::judge {
namespace {

constexpr std::size_t rows_around = 5;

std::string offset_text(const HeapView& view, std::uint64_t address) {
  if (view.arena != 0 && address >= view.arena) return place(view, address);
  return fmt::format("{:#010x}", address - view.base);
}

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

std::string draw_rows(const HeapView& view, const std::vector<PictureRow>& rows,
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

std::string draw_blocks(const HeapView& view,
                        const std::vector<player::BlockRecord>& blocks,
                        std::uint64_t focus) {
  std::vector<PictureRow> rows;
  for (const auto& block : blocks)
    rows.push_back(
        {block.address, block.bytes,
         block.allocated
             ? fmt::format("allocated, payload {} at {}", block.payload_bytes,
                           place(view, block.payload))
             : fmt::format("free, payload {}", block.payload_bytes)});
  if (rows.empty()) return "  walk() shows no block\n";
  return draw_rows(view, rows, focus);
}

}  // namespace heaplab::judge
