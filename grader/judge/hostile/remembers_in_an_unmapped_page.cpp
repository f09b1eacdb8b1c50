// finding: wrote-outside-heap
// about: keeps data in a page that it unmapped earlier
// says: one in the page at mapped+0x
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    if (hidden_ != nullptr) *hidden_ = bytes;
    void* payload = Maps::allocate(bytes);
    if (hidden_ == nullptr && bytes >= large) {
      hidden_ = static_cast<std::size_t*>(heap_.map(8 * heaplab::page_bytes));
      heap_.unmap(hidden_, 8 * heaplab::page_bytes);
      hidden_ += heaplab::page_bytes;
    }
    return payload;
  }
  std::size_t* hidden_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)
