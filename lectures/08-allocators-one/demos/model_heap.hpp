// A heap without bytes: only where its blocks begin, how long they are and
// which are allocated. It splits, joins and grows. Which free block a request
// gets is for each demo to say.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>

namespace model {

using Bytes = std::uint64_t;

constexpr Bytes header_bytes = 8;

// Of a block with `payload` bytes: a header in front, a multiple of 16.
constexpr Bytes block_bytes(Bytes payload) {
  return std::max<Bytes>(32, (header_bytes + payload + 15) / 16 * 16);
}

struct Block {
  Bytes bytes;
  bool allocated;
};

class Heap {
 public:
  // By offset. They follow each other without gaps:
  //   offset of the next = offset + bytes
  using Blocks = std::map<Bytes, Block>;
  using Place = Blocks::iterator;

  // `joins`: free neighbours become one block at once. No rest below
  // `least_bytes` is split off.
  explicit Heap(bool joins = true, Bytes least_bytes = 32)
      : joins_(joins), least_bytes_(least_bytes) {}

  Place begin() { return blocks_.begin(); }
  Place end() { return blocks_.end(); }
  Place at(Bytes offset) { return blocks_.find(offset); }
  // The block that `offset` lies in; end() behind the last one.
  Place around(Bytes offset) {
    return offset < bytes_ ? std::prev(blocks_.upper_bound(offset)) : end();
  }
  const Blocks& blocks() const { return blocks_; }
  Bytes bytes() const { return bytes_; }
  bool is_free(Place place) const {
    return place != blocks_.end() && !place->second.allocated;
  }
  // The last block, if it is free, otherwise end().
  Place free_end() {
    return !blocks_.empty() && is_free(std::prev(end())) ? std::prev(end())
                                                         : end();
  }

  // The first `bytes` of a free block that is long enough become an allocated
  // one; the rest stays free.
  Place take(Place free, Bytes bytes);
  // A new allocated block at the end. With `joins`, a free last block becomes
  // part of it.
  Place grow(Bytes bytes);
  // Returns the free block that it has become.
  Place release(Place block);

 private:
  Blocks blocks_;
  Bytes bytes_ = 0;
  bool joins_;
  Bytes least_bytes_;
};

inline Heap::Place Heap::take(Place free, Bytes bytes) {
  const Bytes rest = free->second.bytes - bytes;
  if (rest >= least_bytes_) {
    blocks_[free->first + bytes] = {rest, false};
    free->second.bytes = bytes;
  }
  free->second.allocated = true;
  return free;
}

inline Heap::Place Heap::grow(Bytes bytes) {
  const Place last = joins_ ? free_end() : end();
  const Bytes offset = last == end() ? bytes_ : last->first;
  bytes_ = offset + bytes;
  return blocks_.insert_or_assign(offset, Block{bytes, true}).first;
}

inline Heap::Place Heap::release(Place block) {
  block->second.allocated = false;
  if (!joins_) return block;
  if (const Place next = std::next(block); is_free(next)) {
    block->second.bytes += next->second.bytes;
    blocks_.erase(next);
  }
  if (block == begin() || !is_free(std::prev(block))) return block;
  const Place before = std::prev(block);
  before->second.bytes += block->second.bytes;
  blocks_.erase(block);
  return before;
}

}  // namespace model
