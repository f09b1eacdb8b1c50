#include "player/channel.hpp"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "player/yielding.hpp"

namespace heaplab::player {

Channel channel;

namespace {

void* map(int fd, int protection, void* address = nullptr) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return nullptr;
  const int fixed = address ? MAP_FIXED_NOREPLACE : 0;
  void* place = ::mmap(address, static_cast<std::size_t>(status.st_size),
                       protection, MAP_SHARED | fixed, fd, 0);
  ::close(fd);
  return place == MAP_FAILED ? nullptr : place;
}

}  // namespace

bool open_channel() {
  auto* request = static_cast<const char*>(map(request_fd, PROT_READ));
  auto* response = static_cast<char*>(map(response_fd, PROT_READ | PROT_WRITE));
  if (!request || !response) return false;
  channel.request = reinterpret_cast<const Request*>(request);
  channel.program =
      reinterpret_cast<const TimedOperation*>(request + program_offset);
  channel.response = reinterpret_cast<Response*>(response);
  channel.returned =
      reinterpret_cast<std::uint64_t*>(response + returned_offset);
  auto* base = reinterpret_cast<void*>(channel.request->heap_base);
  if (map(heap_fd, PROT_READ | PROT_WRITE, base) != base) return false;
  if (channel.request->arena_bytes == 0) return true;
  channel.mappings =
      reinterpret_cast<Mappings*>(response + channel.request->mappings_at);
  base = reinterpret_cast<void*>(channel.request->arena_base);
  return map(arena_fd, PROT_READ | PROT_WRITE, base) == base;
}

void answer(std::uint32_t sequence) {
  channel.response->sequence.store(sequence);
  if (channel.request->sleeping.load() != 0)
    ::syscall(SYS_futex, &channel.response->sequence, FUTEX_WAKE, 1, nullptr,
              nullptr, 0);
}

void wait_for_command() {
  const std::uint32_t last = channel.sequence;
  const auto& sequence = channel.request->sequence;
  auto& sleeping = channel.response->sleeping;
  static Yielding yielding;
  if (channel.request->patient != 0 || !yielding.wait(sequence, last)) {
    sleeping.store(1);
    while (sequence.load() == last)
      ::syscall(SYS_futex, &sequence, FUTEX_WAIT, last, nullptr, nullptr, 0);
    sleeping.store(0);
  }
  channel.sequence = sequence.load();
}

}  // namespace heaplab::player
