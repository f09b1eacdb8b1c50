// Lists and blocks.
#include <fmt/format.h>

#include <algorithm>

#include "heaps/body.hpp"
#include "trace/forms.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::heaps {
namespace {

using trace::fail_at;
using trace::in_quotes;

constexpr std::uint64_t most_block_bytes = std::uint64_t{1} << 24;
constexpr std::uint64_t most_heap_bytes = std::uint64_t{1} << 26;
constexpr std::size_t most_blocks = 1 << 16;
constexpr std::size_t most_lists = 128;

constexpr std::string_view reserved[] = {"null", "begin", "end", "head"};

bool is_name(std::string_view text) {
  constexpr std::string_view letters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  constexpr std::string_view digits = "0123456789";
  const bool is_reserved = std::find(std::begin(reserved), std::end(reserved),
                                     text) != std::end(reserved);
  return !is_reserved && letters.find(text.front()) != letters.npos &&
         text.find_first_not_of(std::string(letters) + std::string(digits)) ==
             text.npos;
}

void require_block_bytes(const trace::Line& line, std::string_view field,
                         std::uint64_t bytes) {
  if (bytes >= smallest_block_bytes && bytes % alignment_bytes == 0) return;
  const std::uint64_t above =
      (bytes + alignment_bytes - 1) / alignment_bytes * alignment_bytes;
  fail_at(line, field,
          fmt::format("expected a block of at least 32 bytes, a multiple of "
                      "16, found {}",
                      bytes),
          fmt::format("the nearest is {}; a wrong length is a fault: set "
                      "NAME.length {}",
                      std::max(above, smallest_block_bytes), bytes));
}

}  // namespace

void Body::take_lists(const Fields& fields) {
  const auto words = words_of(fields.line.text);
  std::vector<std::uint64_t> minimums;
  for (std::size_t k = 1; k < words.size(); ++k) {
    const std::uint64_t bytes =
        number_at(fields.line, words[k],
                  "the smallest block of a list in bytes", most_heap_bytes);
    if (minimums.empty() && bytes > smallest_block_bytes)
      fail_at(fields.line, words[k],
              fmt::format("expected a first list that takes the smallest "
                          "block, found {}",
                          bytes),
              "begin with 32");
    if (!minimums.empty() && bytes <= minimums.back())
      fail_at(fields.line, words[k],
              fmt::format("expected more than {}, found {}", minimums.back(),
                          bytes),
              "write the lists in ascending order");
    minimums.push_back(bytes);
  }
  if (minimums.empty() || minimums.size() > most_lists)
    trace::fail(fields.line, fields.line.text.size(),
                fmt::format("expected 1 to {} lists, found {}", most_lists,
                            minimums.size()),
                "write the smallest block of each list: lists 32 64 128");
  heap_.minimums = minimums;
}

void Body::require_new_name(const Line& line, std::string_view name) const {
  if (!is_name(name))
    fail_at(
        line, name,
        fmt::format("expected the name of a block, found {}", in_quotes(name)),
        "a letter, then letters and digits; null, begin, end and head are "
        "taken");
  const auto known = blocks_.find(std::string(name));
  if (known != blocks_.end())
    fail_at(line, name,
            fmt::format("expected a new name, found {}, which line {} has",
                        in_quotes(name), lines_[known->second]),
            "give each block another name");
}

void Body::take_block(const Fields& fields, bool allocated) {
  require_new_name(fields.line, fields[1]);
  const std::uint64_t bytes =
      number_at(fields.line, fields[2], "the length of a block in bytes",
                most_block_bytes);
  require_block_bytes(fields.line, fields[2], bytes);
  append({std::string(fields[1]), allocated, bytes, 0}, fields.line.number);
  if (heap_.block_bytes() > most_heap_bytes)
    fail_at(fields.line, fields[2],
            fmt::format("expected a heap of at most {} bytes, found more",
                        most_heap_bytes),
            "make the blocks shorter");
}

void Body::append(BlockLine block, std::uint32_t line) {
  block.offset = heap_.block_bytes();
  blocks_.emplace(block.name, heap_.blocks.size());
  lines_.push_back(line);
  heap_.blocks.push_back(std::move(block));
}

// All blocks so far, several times: A2 … after the first time.
void Body::take_repeat(const Fields& fields) {
  const std::uint64_t times =
      number_at(fields.line, fields[1], "a number of times", most_blocks);
  const std::vector<BlockLine> pattern = heap_.blocks;
  if (pattern.empty() || times < 2 || pattern.size() * times > most_blocks ||
      heap_.block_bytes() * times > most_heap_bytes)
    fail_at(fields.line, fields[1],
            fmt::format("expected to repeat blocks at least 2 times, up to {} "
                        "blocks and {} bytes, found {} blocks {} times",
                        most_blocks, most_heap_bytes, pattern.size(), times),
            "write it after the blocks that it repeats");
  for (std::uint64_t copy = 2; copy <= times; ++copy)
    for (BlockLine block : pattern) {
      block.name += std::to_string(copy);
      if (blocks_.contains(block.name))
        fail_at(fields.line, fields[1],
                fmt::format("expected that no block is called as a copy is, "
                            "found \"{}\" among them",
                            block.name),
                "give the blocks names without digits");
      append(std::move(block), fields.line.number);
    }
}

void Body::take_order(const Fields& fields) {
  const auto words = words_of(fields.line.text);
  for (std::size_t k = 1; k < words.size(); ++k) {
    const std::size_t block = block_at(fields.line, words[k]);
    if (heap_.blocks[block].allocated)
      fail_at(fields.line, words[k],
              fmt::format("expected a free block, found {}, which is allocated",
                          in_quotes(words[k])),
              "to put it on a list is a fault: insert NAME LIST");
    if (std::count(heap_.order.begin(), heap_.order.end(), block) > 0)
      fail_at(fields.line, words[k],
              fmt::format("expected each block once, found {} again",
                          in_quotes(words[k])),
              "to put it on a second list is a fault: insert NAME LIST");
    heap_.order.push_back(block);
  }
}

void Body::take_fill(const Fields& fields) {
  const std::vector<std::string_view> kinds{"junk", "zeros", "headers"};
  const auto found = std::find(kinds.begin(), kinds.end(), fields[1]);
  if (found == kinds.end())
    fail_at(fields.line, fields[1],
            fmt::format("expected what unused bytes hold, found {}",
                        in_quotes(fields[1])),
            suggest(fields[1], kinds, "junk, zeros or headers"));
  heap_.fill = static_cast<Fill>(found - kinds.begin());
}

}  // namespace heaplab::heaps
