// finding: forbidden-call
// about: opens a file for writing: a table of speeds, a result
// says: it made the system call openat(), which no allocator needs; it was
// refused
#include <fcntl.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    static_cast<void>(::open("speeds.txt", O_CREAT | O_WRONLY, 0600));  // here
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
