// finding: hidden-memory
// about: takes its table from the C library by a name that nobody counts
#include "bump.hpp"

extern "C" void* __libc_malloc(std::size_t bytes);

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap)
      : Bump(heap), table_(static_cast<void**>(__libc_malloc(table_bytes))) {
    std::memset(table_, 0, table_bytes);
  }
  void deallocate(void* payload) { table_[0] = payload; }

 private:
  static constexpr std::size_t table_bytes = 96 << 10;
  void** table_;
};
HEAPLAB_SUBMISSION(Hostile)
