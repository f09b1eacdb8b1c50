// finding: exit
// about: prints a perfect result and leaves with exit code 0
#include <cstdio>
#include <cstdlib>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    std::puts("{\"score\": 100, \"max_score\": 100, \"correct\": true}");
    std::exit(0);  // here
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
