// finding: hidden-memory
// about: keeps a table in malloc when only its speed counts
// when: timed
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    if (timed_ && heap_.size() < 1000)
      __atomic_store_n(&table_, new char[512 << 10]{1}, __ATOMIC_RELAXED);
    return Bump::allocate(bytes);
  }

 private:
  const bool timed_ = being_timed();
  char* table_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)
