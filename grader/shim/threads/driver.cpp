// Threads in a submission that says it is thread-safe, without a real program
// around them. Compiled together with it and with the ThreadSanitizer. Blocks
// go from thread to thread and are freed where they arrive; each is filled by
// its first owner and looked at by its last. Prints "sound" at the end.
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "heaplab/submission.hpp"
#include "shim/system_heap.hpp"

extern "C" const heaplab::SubmissionTable heaplab_submission;

namespace {

constexpr int thread_count = 4;
constexpr int steps = 3000;
constexpr std::size_t reserved_bytes = std::size_t{1} << 30;

struct Block {
  unsigned char* payload;
  std::size_t bytes;
  unsigned char mark;
};

constinit heaplab::shim::SystemHeap heap;
void* allocator = nullptr;
// Blocks on their way; an exchange hands over what its writer has written.
std::array<std::atomic<Block*>, 64> places{};

[[noreturn]] void fail(const char* what) {
  std::printf("%s\n", what);
  std::fflush(stdout);
  std::_Exit(3);
}

// Mostly small, sometimes a mapping.
std::size_t bytes_of(std::uint64_t number) {
  if (number % 97 == 0) return 200000 + number % 100000;
  return number % 11 == 0 ? number % 6000 + 1 : number % 200 + 1;
}

Block* make_block(std::uint64_t number) {
  const std::size_t bytes = bytes_of(number);
  void* const payload =
      number % 5 == 0 && heaplab_submission.allocate_zeroed != nullptr
          ? heaplab_submission.allocate_zeroed(allocator, bytes)
          : heaplab_submission.allocate(allocator, bytes);
  if (payload == nullptr) fail("a request was refused while there was room");
  const auto mark = static_cast<unsigned char>(number % 251);
  std::memset(payload, mark, bytes);
  return new Block{static_cast<unsigned char*>(payload), bytes, mark};
}

void require_intact(const Block& block, std::size_t bytes) {
  for (std::size_t k = 0; k < bytes; ++k) {
    if (block.payload[k] != block.mark) fail("a payload has changed");
  }
}

void end_block(Block* block, std::uint64_t number) {
  require_intact(*block, block->bytes);
  if (number % 7 == 0 && heaplab_submission.reallocate != nullptr) {
    const std::size_t bytes = bytes_of(number / 7);
    void* const moved =
        heaplab_submission.reallocate(allocator, block->payload, bytes);
    if (moved == nullptr) fail("a request was refused while there was room");
    block->payload = static_cast<unsigned char*>(moved);
    require_intact(*block, std::min(block->bytes, bytes));
  }
  heaplab_submission.deallocate(allocator, block->payload);
  delete block;
}

void work(std::uint64_t seed) {
  std::uint64_t state = seed;
  for (int k = 0; k < steps; ++k) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const std::uint64_t number = state >> 33;
    Block* const other =
        places[number % places.size()].exchange(make_block(number));
    if (other != nullptr) end_block(other, number);
  }
  if (heaplab_submission.thread_ends != nullptr) {
    heaplab_submission.thread_ends(allocator);
  }
}

// Twice: the caches of threads that have ended are used again.
void run_threads(std::uint64_t seed) {
  std::array<std::thread, thread_count> threads;
  for (std::thread& thread : threads) thread = std::thread(work, ++seed);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

int main() {
  if (!heaplab_submission.thread_safe) {
    std::puts("the class does not say that it is thread_safe");
    return 4;
  }
  if (!heap.reserve(reserved_bytes)) return 5;
  allocator = heap.grow((heaplab_submission.object_bytes + 15) / 16 * 16);
  heaplab_submission.construct(allocator, heap);
  run_threads(100);
  run_threads(200);
  for (std::atomic<Block*>& place : places) {
    if (Block* const block = place.exchange(nullptr)) end_block(block, 1);
  }
  std::puts("sound");
}
