// finding: forbidden-call
// about: attaches to its parent as a debugger
#include <sys/ptrace.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::ptrace(PTRACE_ATTACH, 1, nullptr, nullptr);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
