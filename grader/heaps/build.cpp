// From the lines of a file to the bytes of a heap.
#include <algorithm>

#include "heaps/heap_file.hpp"

namespace heaplab::heaps {
namespace {

constexpr std::byte junk{0xA5};

class Builder {
 public:
  Builder(const HeapFile& file, std::uint64_t base) : file_(file) {
    image_.base = base;
    image_.begin = base + word_bytes;
    image_.end = image_.begin + file.block_bytes();
    image_.bytes.resize(image_.end + word_bytes - base, std::byte{0});
    image_.heads.resize(file.minimums.size());
    image_.minimums = file.minimums;
  }

  Image run() {
    fill();
    write_blocks();
    write_lists();
    for (const Fault& fault : file_.faults) apply(fault);
    return std::move(image_);
  }

 private:
  std::uint64_t address(std::size_t block) const {
    return image_.begin + file_.blocks[block].offset;
  }
  std::uint64_t number(const Value& value) const {
    return value.is_address ? image_.begin + value.number : value.number;
  }

  void fill();
  void write_blocks();
  void write_lists();
  void append(std::size_t block, std::vector<std::uint64_t>& tails);
  void apply(const Fault& fault);
  void unlink(std::size_t block);
  void insert(std::size_t block, std::size_t list);

  const HeapFile& file_;
  Image image_;
};

void Builder::fill() {
  const auto first = image_.bytes.begin() + word_bytes;
  if (file_.fill == Fill::junk) std::fill(first, image_.bytes.end(), junk);
  if (file_.fill != Fill::headers) return;
  std::size_t block = 0;
  for (std::uint64_t at = image_.begin; at < image_.end; at += word_bytes) {
    const BlockLine& like = file_.blocks[block++ % file_.blocks.size()];
    const bool link = at % alignment_bytes == 0;
    image_.set_word(
        at, link ? image_.begin + like.offset : like.bytes | (block & 3));
  }
}

void Builder::write_blocks() {
  std::uint64_t previous = previous_allocated_bit;
  for (const BlockLine& block : file_.blocks) {
    const std::uint64_t at = image_.begin + block.offset;
    image_.set_word(
        at, block.bytes | previous | (block.allocated ? allocated_bit : 0));
    if (!block.allocated)
      image_.set_word(at + block.bytes - word_bytes, block.bytes);
    previous = block.allocated ? previous_allocated_bit : 0;
  }
  image_.set_word(image_.end, previous | allocated_bit);
}

void Builder::write_lists() {
  std::vector<std::uint64_t> tails(image_.heads.size());
  std::vector<bool> placed(file_.blocks.size());
  for (const std::size_t block : file_.order) {
    append(block, tails);
    placed[block] = true;
  }
  for (std::size_t block = 0; block < file_.blocks.size(); ++block)
    if (!file_.blocks[block].allocated && !placed[block]) append(block, tails);
}

void Builder::append(std::size_t block, std::vector<std::uint64_t>& tails) {
  const std::size_t list = list_for(image_.minimums, file_.blocks[block].bytes);
  const std::uint64_t at = address(block);
  std::uint64_t& tail = tails[list];
  if (tail == 0) {
    image_.heads[list] = at;
  } else {
    image_.set_word(tail + next_offset, at);
  }
  image_.set_word(at + next_offset, 0);
  image_.set_word(at + previous_offset, tail);
  tail = at;
}

void Builder::apply(const Fault& fault) {
  switch (fault.kind) {
    case Fault::Kind::write: {
      const std::uint64_t at = image_.begin + fault.offset;
      const std::uint64_t kept = image_.word(at) & fault.keep;
      return image_.set_word(at, kept | number(fault.value));
    }
    case Fault::Kind::head:
      image_.heads[fault.list] = number(fault.value);
      return;
    case Fault::Kind::unlink:
      return unlink(fault.block);
    case Fault::Kind::insert:
      return insert(fault.block, fault.list);
  }
}

// As an allocator does it, but for links that lead out of the heap.
void Builder::unlink(std::size_t block) {
  const std::uint64_t at = address(block);
  const std::uint64_t next = image_.word(at + next_offset);
  const std::uint64_t previous = image_.word(at + previous_offset);
  if (previous == 0) {
    image_.heads[list_for(image_.minimums, file_.blocks[block].bytes)] = next;
  } else if (image_.has_word(previous + next_offset)) {
    image_.set_word(previous + next_offset, next);
  }
  if (image_.has_word(next + previous_offset))
    image_.set_word(next + previous_offset, previous);
}

void Builder::insert(std::size_t block, std::size_t list) {
  const std::uint64_t at = address(block);
  const std::uint64_t next = image_.heads[list];
  image_.set_word(at + next_offset, next);
  image_.set_word(at + previous_offset, 0);
  if (image_.has_word(next + previous_offset))
    image_.set_word(next + previous_offset, at);
  image_.heads[list] = at;
}

}  // namespace

std::uint64_t HeapFile::block_bytes() const {
  return blocks.empty() ? 0 : blocks.back().offset + blocks.back().bytes;
}

Image build(const HeapFile& file, std::uint64_t base) {
  return Builder(file, base).run();
}

}  // namespace heaplab::heaps
