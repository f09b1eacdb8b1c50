#include "judge/shared_memory.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

namespace heaplab::judge {
namespace {

void* map(const SharedMemory& memory, int protection) {
  return ::mmap(nullptr, memory.bytes(), protection, MAP_SHARED, memory.fd(),
                0);
}

TEST(SharedMemory, IsSeenByEveryoneWhoMapsIt) {
  const SharedMemory memory("test", 8192);
  auto* other = static_cast<std::byte*>(map(memory, PROT_READ));
  ASSERT_NE(other, MAP_FAILED);
  memory.data()[5000] = std::byte{7};
  EXPECT_EQ(other[5000], std::byte{7});
  ::munmap(other, memory.bytes());
}

TEST(SharedMemory, KeepsItsSize) {
  const SharedMemory memory("test", 8192);
  EXPECT_NE(::ftruncate(memory.fd(), 4096), 0);
  EXPECT_EQ(errno, EPERM);
  EXPECT_NE(::ftruncate(memory.fd(), 1 << 20), 0);
  EXPECT_EQ(errno, EPERM);
}

TEST(SharedMemory, SealedAgainstWritersItCanOnlyBeRead) {
  SharedMemory memory("test", 4096);
  memory.seal_against_writers();
  EXPECT_EQ(map(memory, PROT_READ | PROT_WRITE), MAP_FAILED);
  void* readable = map(memory, PROT_READ);
  ASSERT_NE(readable, MAP_FAILED);
  EXPECT_NE(::mprotect(readable, 4096, PROT_READ | PROT_WRITE), 0);
  ::munmap(readable, 4096);
  char byte = 1;
  EXPECT_NE(::pwrite(memory.fd(), &byte, 1, 0), 1);
  memory.data()[0] = std::byte{3};  // the owner still writes
}

TEST(SharedMemory, CountsThePagesThatAreTouched) {
  SharedMemory memory("test", 1 << 20);
  EXPECT_EQ(memory.resident_bytes(), 0u);
  EXPECT_EQ(memory.first_page(0), memory.bytes());
  memory.data()[10 * 4096 + 1] = std::byte{1};
  EXPECT_EQ(memory.resident_bytes(), 4096u);
  EXPECT_EQ(memory.first_page(0), 10u * 4096);
  EXPECT_EQ(memory.first_page(11 * 4096), memory.bytes());
  memory.discard(8 * 4096, 12 * 4096);
  EXPECT_EQ(memory.resident_bytes(), 0u);
  EXPECT_EQ(memory.data()[10 * 4096 + 1], std::byte{0});
}

TEST(SharedMemory, StandsWhereItIsAskedFor) {
  const std::uint64_t address = free_heap_address(1 << 20);
  const SharedMemory memory("test", 1 << 20, address);
  EXPECT_EQ(reinterpret_cast<std::uint64_t>(memory.data()), address);
  EXPECT_NE(free_heap_address(1 << 20), address);
}

}  // namespace
}  // namespace heaplab::judge
