// finding: payload-changed
// about: destroys every byte past 2,048 of the block before
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    if (last_ != nullptr && bytes_of(last_) > 2048)
      std::memset(static_cast<std::byte*>(last_) + 2048, 0,
                  bytes_of(last_) - 2048);
    return last_ = Bump::allocate(bytes);
  }

 private:
  void* last_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)
