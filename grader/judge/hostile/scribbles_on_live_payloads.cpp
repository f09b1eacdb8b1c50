// finding: payload-changed
// about: every free writes into another live payload
// says: byte 50 of it became
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    void* payload = Bump::allocate(bytes);
    if (bytes == 100) victim_ = static_cast<char*>(payload) + 50;
    return payload;
  }
  void deallocate(void* payload) {
    if (victim_ != nullptr && payload != nullptr) ++*victim_;
  }

 private:
  char* victim_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)
