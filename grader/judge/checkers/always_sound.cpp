// Calls every heap sound.
#include "tried.hpp"

class AlwaysSound : public Tried {
 public:
  using Tried::Tried;
  static bool check_heap(const heaplab::HeapImage&, std::ostream& why) {
    why << "looks good to me";
    return true;
  }
};
HEAPLAB_SUBMISSION(AlwaysSound)
