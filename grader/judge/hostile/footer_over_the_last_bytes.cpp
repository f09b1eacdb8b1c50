// finding: payload-changed
// about: a footer lies over the last bytes of the payload before
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    void* end = heap_.end();
    void* payload = Bump::allocate(bytes);
    if (last_ != nullptr) static_cast<std::size_t*>(end)[-1] = bytes;
    return last_ = payload;
  }

 private:
  void* last_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)
