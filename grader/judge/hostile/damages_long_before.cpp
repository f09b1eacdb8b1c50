// finding: payload-changed
// about: one request changes a byte in the middle of a block that lives for
// long says: byte 1500 of it became

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) override {
    void* payload = Bump::allocate(bytes);
    if (bytes == 6000 && victim_ == nullptr)
      victim_ = static_cast<char*>(payload) + 1500;
    if (bytes == 33 && victim_ != nullptr) *victim_ ^= 1;
    return payload;
  }

 private:
  char* victim_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)
