#include "heaps/verify.hpp"

#include <fmt/format.h>

#include <map>

namespace heaplab::heaps {
namespace {

struct FreeBlock {
  std::uint64_t bytes = 0;
  std::optional<std::size_t> list;  // that it was found on
};

class Verifier {
 public:
  explicit Verifier(const Image& image) : image_(image) {}

  std::optional<Defect> run() {
    try {
      check_frame();
      check_blocks();
      for (std::size_t k = 0; k < image_.heads.size(); ++k) check_list(k);
      check_all_listed();
    } catch (const Defect& defect) {
      return defect;
    }
    return std::nullopt;
  }

 private:
  template <typename... Parts>
  [[noreturn]] void found(std::uint64_t at, fmt::format_string<Parts...> what,
                          Parts&&... parts) const {
    throw Defect{fmt::format(what, std::forward<Parts>(parts)...), at};
  }
  std::string at(std::uint64_t address) const { return place(image_, address); }

  void check_frame() const;
  void check_blocks();
  void check_length(std::uint64_t block, std::uint64_t bytes) const;
  void check_previous_bit(std::uint64_t block, std::uint64_t header) const;
  void check_free(std::uint64_t block, std::uint64_t bytes);
  void check_end_marker() const;
  void check_list(std::size_t list);
  void check_node(std::size_t list, std::uint64_t node,
                  std::uint64_t came_from);
  void check_all_listed() const;

  const Image& image_;
  std::map<std::uint64_t, FreeBlock> free_;  // by address
  bool previous_allocated_ = true;
};

void Verifier::check_frame() const {
  if (image_.begin % alignment_bytes != word_bytes)
    found(image_.begin,
          "the first block is at {}, which is not 8 more than a multiple of 16",
          at(image_.begin));
  if (image_.end < image_.begin || !image_.has_word(image_.begin) ||
      !image_.has_word(image_.end))
    found(image_.end, "the heap ends at {}", at(image_.end));
}

void Verifier::check_blocks() {
  std::uint64_t block = image_.begin;
  while (block != image_.end) {
    const std::uint64_t header = image_.word(block);
    const std::uint64_t bytes = length_of(header);
    check_length(block, bytes);
    check_previous_bit(block, header);
    const bool allocated = (header & allocated_bit) != 0;
    if (!allocated) check_free(block, bytes);
    previous_allocated_ = allocated;
    block += bytes;
  }
  check_end_marker();
}

void Verifier::check_length(std::uint64_t block, std::uint64_t bytes) const {
  if (bytes < smallest_block_bytes)
    found(block, "the header at {} says {} bytes, fewer than a block has",
          at(block), bytes);
  if (bytes % alignment_bytes != 0)
    found(block, "the header at {} says {} bytes, which is no multiple of 16",
          at(block), bytes);
  if (bytes > image_.end - block)
    found(block, "the header at {} says {} bytes, more than are left",
          at(block), bytes);
}

void Verifier::check_previous_bit(std::uint64_t block,
                                  std::uint64_t header) const {
  const bool says = (header & previous_allocated_bit) != 0;
  if (says == previous_allocated_) return;
  if (block == image_.begin)
    found(block,
          "the header of the first block, at {}, says that a free block "
          "stands before it",
          at(block));
  found(block, "the header at {} says that the block before it is {}; it is {}",
        at(block), says ? "allocated" : "free",
        previous_allocated_ ? "allocated" : "free");
}

void Verifier::check_free(std::uint64_t block, std::uint64_t bytes) {
  if (!previous_allocated_)
    found(block, "the free block at {} follows a free block", at(block));
  const std::uint64_t footer = image_.word(block + bytes - word_bytes);
  if (footer != bytes)
    found(block, "the free block at {} has {} bytes, and its footer says {}",
          at(block), bytes, footer);
  free_[block].bytes = bytes;
}

void Verifier::check_end_marker() const {
  const std::uint64_t header = image_.word(image_.end);
  if (length_of(header) != 0)
    found(image_.end, "the end marker says {} bytes, not 0", length_of(header));
  if ((header & allocated_bit) == 0)
    found(image_.end, "the end marker says that it is free");
  check_previous_bit(image_.end, header);
}

// Where the list leads first: a list in a circle has a wrong previous link too.
void Verifier::check_list(std::size_t list) {
  std::uint64_t came_from = 0;
  for (std::uint64_t node = image_.heads[list]; node != 0;
       node = image_.word(node + next_offset)) {
    check_node(list, node, came_from);
    came_from = node;
  }
  came_from = 0;
  for (std::uint64_t node = image_.heads[list]; node != 0;
       node = image_.word(node + next_offset)) {
    const std::uint64_t previous = image_.word(node + previous_offset);
    if (previous != came_from)
      found(node, "the previous link of the free block at {} is {}, not {}",
            at(node), at(previous), at(came_from));
    came_from = node;
  }
}

void Verifier::check_node(std::size_t list, std::uint64_t node,
                          std::uint64_t came_from) {
  const auto entry = free_.find(node);
  const std::uint64_t focus = came_from == 0 ? node : came_from;
  if (entry == free_.end())
    found(focus, "list {} leads to {}, where no free block begins", list,
          at(node));
  FreeBlock& block = entry->second;
  if (block.list == list)
    found(node, "list {} comes to the block at {} twice", list, at(node));
  if (block.list)
    found(node, "the free block at {} is on list {} and on list {}", at(node),
          *block.list, list);
  block.list = list;
  const std::size_t right = list_for(image_.minimums, block.bytes);
  if (right != list)
    found(node, "the free block at {} has {} bytes and is on list {}, not {}",
          at(node), block.bytes, list, right);
}

void Verifier::check_all_listed() const {
  for (const auto& [address, block] : free_)
    if (!block.list)
      found(address, "the free block at {} is on no list", at(address));
}

}  // namespace

std::optional<Defect> first_defect(const Image& image) {
  return Verifier(image).run();
}

}  // namespace heaplab::heaps
