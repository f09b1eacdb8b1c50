// finding: hidden-memory
// about: takes memory from malloc and says that it took none
#include <cstdlib>

#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    auto* table = static_cast<char*>(std::malloc(64 << 10));
    std::memset(table, 1, 64 << 10);
    __atomic_store_n(&kept_, table, __ATOMIC_RELAXED);
    channel().response->private_bytes = 0;
    return Bump::allocate(bytes);
  }
  char* kept_;
};
HEAPLAB_SUBMISSION(Hostile)
