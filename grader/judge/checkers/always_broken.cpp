// Calls every heap broken.
#include "tried.hpp"

class AlwaysBroken : public Tried {
 public:
  using Tried::Tried;
  static bool check_heap(const heaplab::HeapImage&, std::ostream& why) {
    why << "something is always wrong";
    return false;
  }
};
HEAPLAB_SUBMISSION(AlwaysBroken)
