// What a student has after the first evening: it works, and that is all. First
// fit from the heap's start, blocks are split but never joined again, every
// reallocate() copies, and check() is not written yet.
#include "allocator.hpp"

#include <algorithm>
#include <cstring>
#include <ostream>

struct Header {
  std::size_t bytes;  // header, payload and unused footer
  std::size_t allocated() const { return bytes & 1; }
  std::size_t size() const { return bytes & ~std::size_t{15}; }
};

class ImplicitListAllocator {
 public:
  explicit ImplicitListAllocator(heaplab::Heap& heap) : heap_(heap) {
    char* p = static_cast<char*>(heap_.grow(16));
    first_ = p + 8;
  }

  void* allocate(std::size_t bytes) {
    if (bytes > heaplab::largest_request_bytes) return nullptr;
    const std::size_t size = size_for(bytes);
    char* p = first_;
    while (p < end() && (at(p)->allocated() || at(p)->size() < size)) {
      p += at(p)->size();
    }
    if (p == end()) {
      if (heap_.grow(size) == nullptr) return nullptr;
      at(p)->bytes = size;
    }
    if (at(p)->size() - size >= 32) {
      at(p + size)->bytes = at(p)->size() - size;
      at(p)->bytes = size;
    }
    at(p)->bytes |= 1;
    return p + 8;
  }

  void deallocate(void* payload) {
    if (payload == nullptr) return;
    at(static_cast<char*>(payload) - 8)->bytes &= ~std::size_t{1};
  }

  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0) {
      deallocate(payload);
      return nullptr;
    }
    void* fresh = allocate(bytes);
    if (fresh == nullptr) return nullptr;
    const std::size_t old = at(static_cast<char*>(payload) - 8)->size() - 16;
    std::memcpy(fresh, payload, std::min(old, bytes));
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
    if (gap == 0) return p;
    const std::size_t whole = at(p - 8)->size();
    at(p - 8)->bytes = gap;
    at(p + gap - 8)->bytes = (whole - gap) | 1;
    return p + gap;
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    for (char* p = first_; p < end(); p += at(p)->size()) {
      visitor.visit({p, at(p)->size(), p + 8, at(p)->size() - 16,
                     at(p)->allocated() != 0});
    }
  }

  bool check(std::ostream&) const { return true; }

 private:
  static Header* at(char* p) { return reinterpret_cast<Header*>(p); }
  static std::size_t size_for(std::size_t bytes) {
    return std::max<std::size_t>(32, (bytes + 16 + 15) / 16 * 16);
  }
  char* end() const { return reinterpret_cast<char*>(heap_.end()) - 8; }

  heaplab::Heap& heap_;
  char* first_;
};
HEAPLAB_SUBMISSION(ImplicitListAllocator)
