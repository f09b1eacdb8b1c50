// finding: none
// about: all requests of no bytes share one address
#include "bump.hpp"

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap)
      : Bump(heap), nothing_(Bump::allocate(16)) {}
  void* allocate(std::size_t bytes) {
    return bytes == 0 ? nothing_ : Bump::allocate(bytes);
  }

 private:
  void* nothing_;
};
HEAPLAB_SUBMISSION(Hostile)
