// finding: none
// about: repeats the addresses that the pass before returned: none are left
// when: timed
#include <cstdint>

#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap) : Bump(heap) {}
  void* allocate(std::size_t bytes) {
    const std::uint64_t known = next_return();
    if (known != 0) return reinterpret_cast<void*>(known);
    return Bump::allocate(bytes);
  }
  void deallocate(void*) { ++done_; }

 private:
  std::uint64_t next_return() {
    if (!timed_) return 0;
    return channel_.returned[done_++];
  }

  const bool timed_ = being_timed();
  const Channel channel_ = channel();
  std::uint64_t done_ = 0;
};
HEAPLAB_SUBMISSION(Hostile)
