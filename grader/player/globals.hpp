// The writable global variables of the submission. Each new heap starts with
// them as they were after loading, so that a forgotten global fails in the
// judge's words and not by a crash in the second heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace heaplab::player {

class Globals {
 public:
  // Finds the object that holds `address`, and copies its writable segments
  // where they are small.
  explicit Globals(const void* address);
  void restore() const;

  std::uint64_t load_begin() const { return load_begin_; }
  std::uint64_t load_end() const { return load_end_; }

 private:
  std::uint64_t load_begin_ = 0;
  std::uint64_t load_end_ = 0;
  std::byte* place_ = nullptr;
  std::vector<std::byte> copy_;
};

}  // namespace heaplab::player
