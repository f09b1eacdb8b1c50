// What a student has after the first evening: the blocks of lab 04, footers in
// all of them, and one list of the free ones, the youngest first. reallocate()
// stays where it is when it shrinks and copies otherwise. The
// previous-allocated bit, the classes and the heap checker are not written yet.
#include "allocator.hpp"

#include <algorithm>
#include <cstring>
#include <ostream>

struct Block {
  std::size_t bits;  // length of the block, and 1 when it is allocated
  Block* next;       // these two only while it is free
  Block* previous;

  std::size_t bytes() const { return bits & ~std::size_t{15}; }
  bool allocated() const { return (bits & 1) != 0; }
  char* start() { return reinterpret_cast<char*>(this); }
  Block* right() { return at(start() + bytes()); }
  std::size_t* footer() {
    return reinterpret_cast<std::size_t*>(start() + bytes() - 8);
  }
  void set(std::size_t length, bool is_allocated) {
    bits = length | std::size_t{is_allocated};
    *footer() = bits;
  }
  static Block* at(char* place) { return reinterpret_cast<Block*>(place); }
};

class ExplicitListAllocator {
 public:
  explicit ExplicitListAllocator(heaplab::Heap& heap) : heap_(heap) {
    auto* fences = static_cast<std::size_t*>(heap_.grow(16));
    fences[0] = fences[1] = 1;
    first_ = reinterpret_cast<char*>(fences + 1);
  }

  void* allocate(std::size_t bytes) {
    if (bytes > heaplab::largest_request_bytes) return nullptr;
    const std::size_t length = length_for(bytes);
    Block* b = free_;
    while (b != nullptr && b->bytes() < length) b = b->next;
    if (b == nullptr) b = extend(length);
    if (b == nullptr) return nullptr;
    unlink(b);
    b->set(b->bytes(), true);
    cut(b, length);
    return b->start() + 8;
  }

  void deallocate(void* payload) {
    if (payload == nullptr) return;
    Block* b = Block::at(static_cast<char*>(payload) - 8);
    b->set(b->bytes(), false);
    join(b);
  }

  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0) {
      deallocate(payload);
      return nullptr;
    }
    if (bytes > heaplab::largest_request_bytes) return nullptr;
    Block* b = Block::at(static_cast<char*>(payload) - 8);
    if (length_for(bytes) <= b->bytes()) {
      cut(b, length_for(bytes));
      return payload;
    }
    void* fresh = allocate(bytes);
    if (fresh == nullptr) return nullptr;
    std::memcpy(fresh, payload, b->bytes() - 16);
    deallocate(payload);
    return fresh;
  }

  void* allocate_zeroed(std::size_t bytes) {
    void* payload = allocate(bytes);
    if (payload != nullptr) std::memset(payload, 0, bytes);
    return payload;
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    if (alignment <= 16) return allocate(bytes);
    const std::size_t most = heaplab::largest_request_bytes;
    if (alignment > most || bytes > most) return nullptr;
    char* p = static_cast<char*>(allocate(bytes + alignment + 32));
    if (p == nullptr) return nullptr;
    std::size_t gap = 0;
    while (reinterpret_cast<std::uintptr_t>(p + gap) % alignment != 0 ||
           gap == 16) {
      gap += 16;
    }
    Block* b = Block::at(p - 8);
    if (gap != 0) {
      const std::size_t whole = b->bytes();
      b->set(gap, false);
      b->right()->set(whole - gap, true);
      b = b->right();
      join(Block::at(p - 8));
    }
    cut(b, length_for(bytes));
    return p + gap;
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    for (Block* b = Block::at(first_); b->bytes() != 0; b = b->right()) {
      visitor.visit(
          {b, b->bytes(), b->start() + 8, b->bytes() - 16, b->allocated()});
    }
  }

  bool check(std::ostream&) const { return true; }

 private:
  static std::size_t length_for(std::size_t bytes) {
    return std::max<std::size_t>(32, (bytes + 16 + 15) / 16 * 16);
  }

  void push(Block* b) {
    b->next = free_;
    b->previous = nullptr;
    if (free_ != nullptr) free_->previous = b;
    free_ = b;
  }
  void unlink(Block* b) {
    if (b->next != nullptr) b->next->previous = b->previous;
    if (b->previous != nullptr) {
      b->previous->next = b->next;
    } else {
      free_ = b->next;
    }
  }

  // Puts the free block on the list, as one with its free neighbours.
  Block* join(Block* b) {
    std::size_t length = b->bytes();
    if (!b->right()->allocated()) {
      unlink(b->right());
      length += b->right()->bytes();
    }
    const std::size_t left = *reinterpret_cast<std::size_t*>(b->start() - 8);
    if ((left & 1) == 0) {
      b = Block::at(b->start() - left);
      unlink(b);
      length += left;
    }
    b->set(length, false);
    push(b);
    return b;
  }

  // Frees what an allocated block has beyond `length`.
  void cut(Block* b, std::size_t length) {
    const std::size_t rest = b->bytes() - length;
    if (rest < 32) return;
    b->set(length, true);
    b->right()->set(rest, false);
    join(b->right());
  }

  Block* extend(std::size_t length) {
    Block* b = Block::at(reinterpret_cast<char*>(heap_.end()) - 8);
    if (heap_.grow(length) == nullptr) return nullptr;
    b->set(length, false);
    b->right()->bits = 1;
    return join(b);
  }

  heaplab::Heap& heap_;
  char* first_;
  Block* free_ = nullptr;
};
HEAPLAB_SUBMISSION(ExplicitListAllocator)
