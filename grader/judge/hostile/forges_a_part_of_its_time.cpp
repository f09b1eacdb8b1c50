// finding: none
// about: says that each slice took three quarters of the time that it took
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>

#include "channel.hpp"
#include "works_long.hpp"

class Hostile : public WorksLong<500> {
 public:
  using WorksLong<500>::WorksLong;
  void* allocate(std::size_t bytes) {
    if (channel_.request->operations == 0) return Bump::allocate(bytes);
    begin();
    void* payload = WorksLong<500>::allocate(bytes);
    channel_.returned[done_] = reinterpret_cast<std::uint64_t>(payload);
    end();
    return payload;
  }
  void deallocate(void*) {
    if (channel_.request->operations == 0) return;
    begin();
    end();
  }

 private:
  static std::uint64_t now_ns() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000u +
           static_cast<std::uint64_t>(now.tv_nsec);
  }
  void begin() {
    if (done_ == channel_.request->argument[0]) began_ns_ = now_ns();
  }
  void end() {
    if (++done_ == channel_.request->argument[1]) answer();
  }
  // The judge wipes the heap while this waits: nothing in it is used.
  void answer() {
    const Channel here = channel_;
    const std::uint32_t now = here.request->sequence;
    here.response->slice_ns = (now_ns() - began_ns_) * 3 / 4;
    here.response->sleeping = 1;
    here.response->sequence = now;
    ::syscall(SYS_futex, &here.response->sequence, FUTEX_WAKE, 1, 0, 0, 0);
    while (here.request->sequence == now)
      ::syscall(SYS_futex, &here.request->sequence, FUTEX_WAIT, now, 0, 0, 0);
  }

  const Channel channel_ = channel();
  std::uint64_t done_ = 0;
  std::uint64_t began_ns_ = 0;
};
HEAPLAB_SUBMISSION(Hostile)
