// finding: hidden-memory
// about: keeps using memory that it gave back to malloc
#include <cstdlib>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap)
      : Bump(heap), table_(static_cast<char*>(std::malloc(table_bytes))) {
    std::free(table_);
    for (std::size_t k = 64; k < table_bytes; ++k) table_[k] = 1;
  }

 private:
  static constexpr std::size_t table_bytes = 96 << 10;
  char* volatile table_;
};
HEAPLAB_SUBMISSION(Hostile)
