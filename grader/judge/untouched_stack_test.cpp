#include "judge/untouched_stack.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "player/protocol.hpp"

namespace heaplab::judge {
namespace {

constexpr std::size_t mib = 1 << 20;

// As the player leaves a new heap of `bytes` bytes.
class NewHeap {
 public:
  explicit NewHeap(std::size_t bytes) : memory("untouched", bytes) {
    std::memset(memory.data(), player::junk_byte, std::min(bytes, 2 * mib));
    const std::size_t last = bytes > 2 * mib ? bytes - 2 * mib : 0;
    std::memset(memory.data() + last, player::junk_byte, bytes - last);
  }
  std::uint64_t first_touched(std::uint64_t end) const {
    return UntouchedStack{memory, 0, memory.bytes()}.first_touched(end);
  }
  void touch(std::size_t at) { memory.data()[at] = std::byte{1}; }

  SharedMemory memory;
};

TEST(UntouchedStack, IsJunkWhereItIsSmall) {
  NewHeap heap(mib);
  EXPECT_EQ(heap.first_touched(900'000), 900'000u);
  heap.touch(900'000);
  EXPECT_EQ(heap.first_touched(900'000), 900'000u);
  heap.touch(123'457);
  EXPECT_EQ(heap.first_touched(900'000), 123'457u);
  EXPECT_EQ(heap.first_touched(100'000), 100'000u);
}

TEST(UntouchedStack, DoesNotExistInTheMiddleOfALargeOne) {
  NewHeap heap(16 * mib);
  const std::uint64_t end = 15 * mib + 100;
  EXPECT_EQ(heap.first_touched(end), end);
  heap.touch(15 * mib + 7);
  EXPECT_EQ(heap.first_touched(end), 15 * mib + 7);
  heap.touch(8 * mib + 5000);
  EXPECT_EQ(heap.first_touched(end), 8 * mib + 4096);
  EXPECT_EQ(heap.first_touched(7 * mib), 7 * mib);
  heap.touch(99);
  EXPECT_EQ(heap.first_touched(7 * mib), 99u);
}

}  // namespace
}  // namespace heaplab::judge
