// finding: crash
// about: changes the heap's limit where the judge keeps it
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    auto* page = const_cast<heaplab::player::Request*>(channel().request);
    page->heap_limit = 1 << 30;  // here
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
