// finding: missing-operation
// about: a class without reallocate()
#include "bump.hpp"

class Hostile {
 public:
  explicit Hostile(heaplab::Heap& heap) : bump_(heap) {}
  void* allocate(std::size_t bytes) { return bump_.allocate(bytes); }
  void* allocate_zeroed(std::size_t n) { return bump_.allocate_zeroed(n); }
  void deallocate(void*) {}

 private:
  Bump bump_;
};
HEAPLAB_SUBMISSION(Hostile)
