// finding: forbidden-call
// about: reads the memory of another process
#include <sys/uio.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    char buffer[8];
    iovec own{buffer, 8}, other{buffer, 8};
    static_cast<void>(::process_vm_readv(1, &own, 1, &other, 1, 0));
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
