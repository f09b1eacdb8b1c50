// A made-up stack: pairs of frame pointer and return address in memory that
// ends where a page begins that nobody may read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "abi/picture.hpp"
#include "backtrace.hpp"

namespace heaplab::abi {

class StackImage {
 public:
  // `frames` pairs at random distances, the outermost one with a saved frame
  // pointer of 0. All other words are junk that looks like addresses here.
  explicit StackImage(std::size_t frames);

  StackBounds bounds() const { return {low_, high_}; }
  std::size_t count() const { return frames_.size(); }
  // The newest is 0.
  std::uint64_t frame(std::size_t k) const { return frames_[k]; }
  const std::vector<std::uint64_t>& addresses() const { return addresses_; }

  // What frame k says of its caller.
  void set_saved(std::size_t k, std::uint64_t frame_pointer);
  void set_return_address(std::size_t k, std::uint64_t address);
  // The last frame is the last 16 bytes of the image.
  void keep_picture() const;

 private:
  std::uint64_t& word(std::uint64_t address) const;

  std::uint64_t low_;
  std::uint64_t high_;
  std::vector<std::uint64_t> frames_;
  std::vector<std::uint64_t> addresses_;
};

}  // namespace heaplab::abi
