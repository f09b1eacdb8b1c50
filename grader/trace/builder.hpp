// Makes a balanced trace of a bounded number of operations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/random.hpp"
#include "trace/trace.hpp"

namespace heaplab::trace {

// Every block gets an id of its own. The live ones are known by their place in
// a list, the oldest first. Blocks allocated under a mark are in no list: the
// release ends them.
class Builder {
 public:
  Builder(std::uint64_t operations, std::uint64_t seed)
      : random_(seed), left_(operations) {}

  Random& random() { return random_; }
  std::size_t live() const { return live_.size(); }
  std::uint64_t bytes_at(std::size_t place) const { return live_[place].bytes; }
  // Operations left beside the frees and releases that must still come.
  std::uint64_t left() const { return left_ - live_.size() - marks_.size(); }

  // Whether a block of so many bytes fits in, with the free that it needs.
  bool fits(std::uint64_t bytes) const;
  bool fits_under_mark(std::uint64_t bytes) const;
  bool fits_reallocation(std::size_t place, std::uint64_t bytes) const;
  // A mark and its release.
  bool fits_mark() const { return left() >= 2; }

  // These require that it fits.
  void allocate(std::uint64_t bytes);
  void allocate_zeroed(std::uint64_t bytes);
  void reallocate(std::size_t place, std::uint64_t bytes);
  void mark();
  void allocate_under_mark(std::uint64_t bytes);

  void free_at(std::size_t place);
  void free_last() { free_at(live_.size() - 1); }
  void release();  // the last mark that is open

  // Ends what is live, the last first, and hands out the trace.
  Trace finish();

 private:
  struct Block {
    std::uint32_t slot;
    std::uint64_t bytes;
  };
  bool has_room(std::uint64_t bytes) const;
  void push(const Operation& operation);
  std::uint32_t push_allocation(OperationKind kind, std::uint64_t bytes);

  Random random_;
  Trace trace_;
  std::vector<Block> live_;
  std::vector<std::uint64_t> marks_;  // open ones: bytes live before each
  std::uint64_t left_;                // operations, those at the end included
  std::uint64_t bytes_ = 0;           // live now
};

}  // namespace heaplab::trace
