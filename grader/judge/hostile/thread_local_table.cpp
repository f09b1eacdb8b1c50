// finding: global-state
// about: keeps its state in thread-local storage
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    static thread_local std::size_t table[100];
    ++table[bytes % 100];
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
