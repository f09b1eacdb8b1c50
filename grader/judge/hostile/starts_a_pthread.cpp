// finding: forbidden-call
// about: starts a thread as programs do
#include <pthread.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    pthread_t thread;
    ::pthread_create(
        &thread, nullptr, [](void* x) { return x; }, nullptr);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)
