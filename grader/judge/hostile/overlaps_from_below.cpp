// finding: overlap
// about: a payload that begins below a live one, in free bytes, and reaches
// into it

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    if (bytes == 3000 && live_ != nullptr) return live_ - 2992;
    void* payload = Bump::allocate(bytes);
    if (bytes == 100) live_ = static_cast<std::byte*>(payload);
    return payload;
  }

 private:
  std::byte* live_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)
