// Mends what it should report.
#include "tried.hpp"

class Repairs : public Tried {
 public:
  using Tried::Tried;
  static bool check_heap(const heaplab::HeapImage& heap, std::ostream&) {
    *reinterpret_cast<std::uint64_t*>(heap.end) = 3;
    return false;
  }
};
HEAPLAB_SUBMISSION(Repairs)
