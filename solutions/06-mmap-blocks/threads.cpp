// A cache for each thread, on top of MappedAllocator. Most calls find a block
// in the cache of their own thread, or leave one there, and take no lock.
//
//   | head: bytes, before, list | payload ...                       |
//   ^ from the shared allocator, 16 bytes and `before` - 16 more    ^
//
// The head is our own: the shared allocator's header is written, under the
// lock, whenever a neighbour is freed, so it cannot be read without the lock.
//
// Invariants
//   a block in list k of a cache has 16·(k + 1) bytes and is free for its
//   thread alone; count(k) = length of list k <= most_cached
//   the shared allocator is entered under the lock only
//
// Magazines: Bonwick and Adams, Magazines and Vmem, USENIX 2001. Thread caches:
// Ghemawat and Menage, TCMalloc.
#define HEAPLAB_INCLUDES
#include <cstdint>
#include <mutex>

#include "allocator.cpp"

struct Head {
  std::size_t bytes;     // of the payload, at least as many as were asked for
  std::uint32_t before;  // bytes from the shared allocator's payload to ours
  std::int32_t list;     // of the caches; -1: it goes back at once
};
static_assert(sizeof(Head) == alignment_bytes);

struct FreeBlock {
  FreeBlock* next;
};

constexpr std::size_t list_count = 64;
constexpr std::size_t largest_cached_bytes = list_count * alignment_bytes;
constexpr std::uint32_t most_cached = 64;  // in a list
constexpr std::uint32_t batch = 16;        // moved under one lock

struct Cache {
  FreeBlock* first[list_count];
  std::uint32_t count[list_count];
};
constinit thread_local Cache cache = {};

inline Head* head_of(const void* payload) {
  return static_cast<Head*>(const_cast<void*>(payload)) - 1;
}
inline void* shared_payload(void* payload) {
  return static_cast<std::byte*>(payload) - head_of(payload)->before;
}
inline std::int32_t list_for(std::size_t bytes) {
  if (bytes > largest_cached_bytes) return -1;
  return static_cast<std::int32_t>((std::max<std::size_t>(bytes, 1) - 1) / 16);
}
// Writes the head of a payload that stands `before` bytes after `shared`.
inline void* payload_in(void* shared, std::size_t before, std::size_t bytes,
                        std::int32_t list) {
  if (shared == nullptr) return nullptr;
  void* const payload = static_cast<std::byte*>(shared) + before;
  *head_of(payload) = {bytes, static_cast<std::uint32_t>(before), list};
  return payload;
}

inline void cache_push(std::int32_t list, void* payload) {
  cache.first[list] = new (payload) FreeBlock{cache.first[list]};
  ++cache.count[list];
}
inline void* cache_pop(std::int32_t list) {
  FreeBlock* const b = cache.first[list];
  if (b == nullptr) return nullptr;
  cache.first[list] = b->next;
  --cache.count[list];
  return b;
}

class ThreadedAllocator {
 public:
  static constexpr bool thread_safe = true;

  explicit ThreadedAllocator(heaplab::Heap& heap) : shared_(heap) {}

  void* allocate(std::size_t bytes) {
    const std::int32_t list = list_for(bytes);
    if (list < 0) return allocate_alone(bytes);
    void* const payload = cache_pop(list);
    return payload != nullptr ? payload : refill(list);
  }

  void* allocate_zeroed(std::size_t bytes) {
    if (list_for(bytes) < 0) {
      if (bytes > largest_request_bytes) return nullptr;
      const std::lock_guard lock(lock_);
      return payload_in(shared_.allocate_zeroed(bytes + sizeof(Head)),
                        sizeof(Head), bytes, -1);
    }
    void* const payload = allocate(bytes);
    return payload == nullptr ? nullptr : std::memset(payload, 0, bytes);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    if (alignment <= alignment_bytes) return allocate(bytes);
    if (std::max(alignment, bytes) > largest_request_bytes ||
        alignment > UINT32_MAX) {
      return nullptr;
    }
    const std::lock_guard lock(lock_);
    return payload_in(shared_.allocate_aligned(alignment, bytes + alignment),
                      alignment, bytes, -1);
  }

  void deallocate(void* payload) {
    if (payload == nullptr) return;
    const std::int32_t list = head_of(payload)->list;
    if (list < 0) {
      const std::lock_guard lock(lock_);
      return shared_.deallocate(shared_payload(payload));
    }
    cache_push(list, payload);
    if (cache.count[list] > most_cached) give_back(list, batch);
  }

  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0) return deallocate(payload), nullptr;
    const Head head = *head_of(payload);
    if (head.list >= 0 && list_for(bytes) == head.list) return payload;
    if (head.list < 0 && head.before == sizeof(Head) && list_for(bytes) < 0) {
      return resize_alone(payload, bytes);
    }
    void* const fresh = allocate(bytes);
    if (fresh == nullptr) return nullptr;
    std::memcpy(fresh, payload, std::min(head.bytes, bytes));
    deallocate(payload);
    return fresh;
  }

  std::size_t usable_bytes(const void* payload) const {
    return payload == nullptr ? 0 : head_of(payload)->bytes;
  }

  // The blocks of a thread that ends serve the others again.
  void thread_ends() {
    for (std::size_t k = 0; k < list_count; ++k) {
      give_back(static_cast<std::int32_t>(k), cache.count[k]);
    }
  }

  // The copy has this thread only. What the caches of the others hold is lost
  // to it; the shared allocator is whole.
  void before_fork() { lock_.lock(); }
  void after_fork() { lock_.unlock(); }

 private:
  void* allocate_alone(std::size_t bytes) {
    if (bytes > largest_request_bytes) return nullptr;
    const std::lock_guard lock(lock_);
    return payload_in(shared_.allocate(bytes + sizeof(Head)), sizeof(Head),
                      bytes, -1);
  }

  void* resize_alone(void* payload, std::size_t bytes) {
    if (bytes > largest_request_bytes) return nullptr;
    const std::lock_guard lock(lock_);
    return payload_in(
        shared_.reallocate(shared_payload(payload), bytes + sizeof(Head)),
        sizeof(Head), bytes, -1);
  }

  // One block to return, and more of its kind for the next calls.
  void* refill(std::int32_t list) {
    const std::size_t bytes =
        (static_cast<std::size_t>(list) + 1) * alignment_bytes;
    const std::lock_guard lock(lock_);
    for (std::uint32_t k = 0; k < batch; ++k) {
      void* const payload = payload_in(shared_.allocate(bytes + sizeof(Head)),
                                       sizeof(Head), bytes, list);
      if (payload == nullptr) break;
      cache_push(list, payload);
    }
    return cache_pop(list);
  }

  void give_back(std::int32_t list, std::uint32_t count) {
    if (count == 0) return;
    const std::lock_guard lock(lock_);
    for (std::uint32_t k = 0; k < count; ++k) {
      shared_.deallocate(shared_payload(cache_pop(list)));
    }
  }

  MappedAllocator shared_;
  std::mutex lock_;
};

HEAPLAB_SUBMISSION_ON_TOP(ThreadedAllocator)
