// finding: hidden-memory
// about: keeps a table on the stack, far below what is in use
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    char* volatile here = static_cast<char*>(__builtin_frame_address(0));
    for (std::size_t k = 4096; k < std::size_t{512} << 10; k += 4096)
      here[-static_cast<std::ptrdiff_t>(k)] = 1;
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
