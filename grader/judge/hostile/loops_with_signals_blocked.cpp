// finding: time-out
// about: an endless loop that no polite signal ends
#include <csignal>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, nullptr);
    for (volatile bool on = true; on;) {
    }
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
