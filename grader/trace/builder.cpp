#include "trace/builder.hpp"

#include <algorithm>
#include <utility>

#include "trace/generate.hpp"

namespace heaplab::trace {

bool Builder::has_room(std::uint64_t bytes) const {
  return bytes <= generated_peak_bytes - bytes_;
}

bool Builder::fits(std::uint64_t bytes) const {
  return left() >= 2 && has_room(bytes);
}

bool Builder::fits_under_mark(std::uint64_t bytes) const {
  return left() >= 1 && has_room(bytes);
}

bool Builder::fits_reallocation(std::size_t place, std::uint64_t bytes) const {
  const std::uint64_t old = live_[place].bytes;
  return left() >= 1 && (bytes <= old || has_room(bytes - old));
}

void Builder::push(const Operation& operation) {
  trace_.operations.push_back(operation);
  --left_;
}

std::uint32_t Builder::push_allocation(OperationKind kind,
                                       std::uint64_t bytes) {
  const auto slot = static_cast<std::uint32_t>(trace_.ids.size());
  trace_.ids.push_back(slot);
  push({.kind = kind, .slot = slot, .bytes = bytes});
  bytes_ += bytes;
  return slot;
}

void Builder::allocate(std::uint64_t bytes) {
  live_.push_back({push_allocation(OperationKind::allocate, bytes), bytes});
}

void Builder::allocate_zeroed(std::uint64_t bytes) {
  live_.push_back(
      {push_allocation(OperationKind::allocate_zeroed, bytes), bytes});
}

void Builder::reallocate(std::size_t place, std::uint64_t bytes) {
  Block& block = live_[place];
  push({.kind = OperationKind::reallocate, .slot = block.slot, .bytes = bytes});
  bytes_ = bytes_ - block.bytes + bytes;
  block.bytes = bytes;
}

void Builder::free_at(std::size_t place) {
  const Block block = live_[place];
  live_.erase(live_.begin() + static_cast<std::ptrdiff_t>(place));
  push({.kind = OperationKind::deallocate, .slot = block.slot});
  bytes_ -= block.bytes;
}

void Builder::mark() {
  const auto number = static_cast<std::uint32_t>(marks_.size());
  marks_.push_back(bytes_);
  trace_.marks = std::max(trace_.marks, number + 1);
  push({.kind = OperationKind::mark, .slot = number});
}

void Builder::allocate_under_mark(std::uint64_t bytes) {
  push_allocation(OperationKind::allocate, bytes);
}

void Builder::release() {
  bytes_ = marks_.back();
  marks_.pop_back();
  push({.kind = OperationKind::release,
        .slot = static_cast<std::uint32_t>(marks_.size())});
}

Trace Builder::finish() {
  while (!marks_.empty()) release();
  while (!live_.empty()) free_last();
  return std::move(trace_);
}

}  // namespace heaplab::trace
