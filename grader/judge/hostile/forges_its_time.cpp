// finding: clock-disagrees
// about: works for a long time, and answers for the player with a short one
// when: timed
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    const auto& request = *channel_.request;
    if (request.operations == 0) return Bump::allocate(bytes);
    for (volatile int work = 0; work < 500; work = work + 1) {
    }
    void* payload = Bump::allocate(bytes);
    channel_.returned[done_++] = reinterpret_cast<std::uint64_t>(payload);
    if (done_ == request.argument[1]) answer();
    return payload;
  }
  void deallocate(void*) {
    if (++done_ == channel_.request->argument[1]) answer();
  }

 private:
  // The judge wipes the heap while this waits: nothing in it is used.
  void answer() {
    const Channel here = channel_;
    const std::uint32_t now = here.request->sequence;
    here.response->slice_ns = 1000;
    here.response->sleeping = 1;
    here.response->sequence = now;
    ::syscall(SYS_futex, &here.response->sequence, FUTEX_WAKE, 1, 0, 0, 0);
    while (here.request->sequence == now)
      ::syscall(SYS_futex, &here.request->sequence, FUTEX_WAIT, now, 0, 0, 0);
  }

  const Channel channel_ = channel();
  std::uint64_t done_ = 0;
};
HEAPLAB_SUBMISSION(Hostile)
