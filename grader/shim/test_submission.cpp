// The malloc of the shim's own tests: blocks of 2^k bytes, a free list for each
// k, and a head right before each payload.
#include "shim/test_submission.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "heaplab/submission.hpp"

namespace heaplab::shim {

constinit bool refuse = false;
constinit int constructions = 0;

namespace {

struct Head {
  std::byte* block;
  std::uint32_t list;
  std::uint32_t unused;
};

class Powers {
 public:
  explicit Powers(Heap& heap) : heap_(heap) { ++constructions; }

  void* allocate(std::size_t bytes) { return allocate_aligned(16, bytes); }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    if (refuse || std::max(alignment, bytes) > SIZE_MAX / 8) return nullptr;
    const std::size_t before = std::max<std::size_t>(alignment, 16);
    const auto list =
        static_cast<std::uint32_t>(std::bit_width(2 * before + bytes));
    std::byte* block = lists_[list];
    if (block != nullptr) {
      std::memcpy(&lists_[list], block, sizeof(std::byte*));
    } else {
      block = static_cast<std::byte*>(heap_.grow(std::size_t{1} << list));
    }
    if (block == nullptr) return nullptr;
    const auto first = reinterpret_cast<std::uintptr_t>(block) + sizeof(Head);
    std::byte* const payload =
        block + sizeof(Head) + ((0 - first) & (before - 1));
    *head_of(payload) = {block, list, 0};
    return payload;
  }

  void* allocate_zeroed(std::size_t bytes) {
    void* const payload = allocate(bytes);
    return payload == nullptr ? nullptr : std::memset(payload, 0, bytes);
  }

  void deallocate(void* payload) {
    const Head head = *head_of(payload);
    std::memcpy(head.block, &lists_[head.list], sizeof(std::byte*));
    lists_[head.list] = head.block;
  }

  void* reallocate(void* payload, std::size_t bytes) {
    void* const fresh = allocate(bytes);
    if (fresh == nullptr) return nullptr;
    std::memcpy(fresh, payload, std::min(bytes, usable_bytes(payload)));
    deallocate(payload);
    return fresh;
  }

  std::size_t usable_bytes(const void* payload) const {
    const Head* const head = head_of(payload);
    const auto* const end = head->block + (std::size_t{1} << head->list);
    return static_cast<std::size_t>(end -
                                    static_cast<const std::byte*>(payload));
  }

 private:
  static Head* head_of(const void* payload) {
    return static_cast<Head*>(const_cast<void*>(payload)) - 1;
  }

  Heap& heap_;
  std::byte* lists_[64] = {};
};

}  // namespace
}  // namespace heaplab::shim

HEAPLAB_SUBMISSION(heaplab::shim::Powers)
