// For unit tests of a lab: an allocator of the submission on a small heap of
// its own. The submission runs in another process; its heap is mapped here at
// the same address, so a test can write to a payload and look at any byte.
// A crash, an exit or an endless loop of the submission fails the test that
// caused it, with the finding in words, and no other.
#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "heaplab/block_visitor.hpp"

namespace heaplab::testing {

// Thrown when the submission did not come back from an operation. GoogleTest
// reports what() as the test's failure.
class SubmissionEnded : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class TestAllocator {
 public:
  // `mapped_limit` is what may be mapped at once: 0 refuses every map().
  explicit TestAllocator(std::size_t heap_limit = 64 * 1024,
                         std::size_t mapped_limit = 0);
  ~TestAllocator();

  // The operations of the submission, one call each.
  void* allocate(std::size_t bytes);
  void deallocate(void* payload);
  void* reallocate(void* payload, std::size_t bytes);
  void* allocate_zeroed(std::size_t bytes);
  void* allocate_aligned(std::size_t alignment, std::size_t bytes);
  std::size_t usable_bytes(const void* payload);
  std::size_t mark();
  void release(std::size_t mark);

  // What walk() shows, in its order.
  std::vector<Block> blocks();
  std::size_t free_blocks();
  std::size_t allocated_blocks();

  // What check() returns, and what it wrote.
  bool check();
  const std::string& why() const;

  std::byte* heap_begin() const;
  std::byte* heap_end() const;
  std::size_t heap_bytes() const;
  std::size_t mapped_bytes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heaplab::testing
