// A heap with free lists, drawn: blocks as far as their headers lead, and lists
// as far as their links do.
#include "judge/picture_image.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace heaplab::judge {
namespace {

using heaps::Image;

constexpr std::size_t rows_around = 5;
constexpr std::size_t lists_shown = 6;
constexpr std::size_t nodes_before = 1;
constexpr std::size_t nodes_shown = 3;
constexpr std::size_t most_steps = 1 << 16;

// "+0x48", in at most 10 columns.
std::string link_text(const Image& image, std::uint64_t address) {
  if (address == 0) return "null";
  if (address < image.base || address - image.base >= image.bytes.size())
    return "outside";
  return fmt::format("+{:#x}", address - image.base);
}

std::string footer_text(const Image& image, std::uint64_t block,
                        std::uint64_t bytes) {
  const std::uint64_t footer = image.word(block + bytes - heaps::word_bytes);
  return footer > image.bytes.size() ? "too large" : fmt::format("{}", footer);
}

std::string link_at(const Image& image, std::uint64_t address) {
  return image.has_word(address) ? link_text(image, image.word(address))
                                 : "outside";
}

struct Row {
  std::uint64_t address;
  std::string text;  // from the column `bytes` on
};

std::string block_text(const Image& image, std::uint64_t block) {
  const std::uint64_t header = image.word(block);
  const std::uint64_t bytes = heaps::length_of(header);
  const bool allocated = (header & heaps::allocated_bit) != 0;
  const char* before =
      (header & heaps::previous_allocated_bit) != 0 ? "allocated" : "free";
  const std::string text = fmt::format(
      "{:>8}  {:<9}  {:<9}", bytes, allocated ? "allocated" : "free", before);
  if (allocated || bytes < heaps::smallest_block_bytes ||
      bytes > image.end - block)
    return text;
  return fmt::format("{}  {:<9}  {:<9}  {}", text,
                     footer_text(image, block, bytes),
                     link_at(image, block + heaps::next_offset),
                     link_at(image, block + heaps::previous_offset));
}

std::vector<Row> rows_of(const Image& image) {
  std::vector<Row> rows;
  std::uint64_t block = image.begin;
  while (block < image.end) {
    rows.push_back({block, block_text(image, block)});
    const std::uint64_t bytes = heaps::length_of(image.word(block));
    if (bytes < heaps::word_bytes || bytes > image.end - block) {
      rows.back().text += bytes == 0 ? "  the way ends here"
                                     : "  the way leads out of the heap";
      return rows;
    }
    block += bytes;
  }
  rows.push_back({image.end, block_text(image, image.end) + "  end marker"});
  return rows;
}

std::string draw_rows(const Image& image, std::uint64_t focus) {
  const std::vector<Row> rows = rows_of(image);
  std::size_t at = 0;
  while (at + 1 < rows.size() && rows[at + 1].address <= focus) ++at;
  const std::size_t first = at > rows_around ? at - rows_around : 0;
  const std::size_t last = std::min(rows.size(), at + rows_around + 1);
  std::string text =
      "  offset        bytes  block      before it  footer     next       "
      "previous\n";
  if (first > 0) text += fmt::format("  … {} more below\n", first);
  for (std::size_t k = first; k < last; ++k)
    text += fmt::format("{} {:#010x} {}\n", k == at ? '>' : ' ',
                        rows[k].address - image.base, rows[k].text);
  if (last < rows.size())
    text += fmt::format("  … {} more above\n", rows.size() - last);
  return text;
}

// The nodes of a list, and in the end null, what is no block, or a node again.
std::vector<std::uint64_t> nodes_of(const Image& image, std::size_t list) {
  std::vector<std::uint64_t> nodes{image.heads[list]};
  std::set<std::uint64_t> seen;
  while (nodes.size() < most_steps && seen.insert(nodes.back()).second &&
         image.has_word(nodes.back() + heaps::next_offset) &&
         image.has_word(nodes.back()))
    nodes.push_back(image.word(nodes.back() + heaps::next_offset));
  return nodes;
}

std::string list_text(const Image& image, std::size_t list,
                      const std::vector<std::uint64_t>& nodes,
                      std::uint64_t focus) {
  const auto found = std::find(nodes.begin(), nodes.end(), focus);
  const auto at = found == nodes.end()
                      ? std::size_t{0}
                      : static_cast<std::size_t>(found - nodes.begin());
  const std::size_t first = at > nodes_before ? at - nodes_before : 0;
  const std::size_t last = std::min(nodes.size(), first + nodes_shown);
  std::string text =
      fmt::format("  list {} from {}:", list, image.minimums[list]);
  if (first > 0) text += fmt::format(" ({} more) →", first);
  for (std::size_t k = first; k < last; ++k)
    text +=
        fmt::format("{} {}", k > first ? " →" : "", link_text(image, nodes[k]));
  if (last < nodes.size()) {
    text += fmt::format(" → ({} more)", nodes.size() - last);
  } else if (std::count(nodes.begin(), nodes.end(), nodes.back()) > 1) {
    text += " again";
  }
  return text + "\n";
}

// Lists that lead to the focus first, then the others that are not empty.
std::string draw_lists(const Image& image, std::uint64_t focus) {
  std::vector<std::string> with_focus;
  std::vector<std::string> others;
  for (std::size_t list = 0; list < image.heads.size(); ++list) {
    if (image.heads[list] == 0) continue;
    const auto nodes = nodes_of(image, list);
    const bool leads_there =
        std::find(nodes.begin(), nodes.end(), focus) != nodes.end();
    (leads_there ? with_focus : others)
        .push_back(list_text(image, list, nodes, focus));
  }
  std::vector<std::string> all = with_focus;
  all.insert(all.end(), others.begin(), others.end());
  if (all.empty()) return "  every list is empty\n";
  std::string text;
  for (std::size_t k = 0; k < std::min(all.size(), lists_shown); ++k)
    text += all[k];
  if (all.size() > lists_shown)
    text += fmt::format("  … {} more lists\n", all.size() - lists_shown);
  return text;
}

}  // namespace

std::string draw_image(const Image& image, std::uint64_t focus) {
  return draw_rows(image, focus) + draw_lists(image, focus);
}

}  // namespace heaplab::judge
