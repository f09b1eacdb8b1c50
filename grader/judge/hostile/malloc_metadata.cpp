// finding: hidden-memory
// about: payloads stand in the heap, without a header: their sizes are kept in
// a std::map
#include <map>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap) : Bump(heap) {}
  void* allocate(std::size_t bytes) {
    void* payload = heap_.grow((bytes + 15) / 16 * 16);
    sizes_[payload] = bytes;  // here
    return payload;
  }
  void deallocate(void* payload) { sizes_.erase(payload); }

 private:
  std::map<void*, std::size_t> sizes_;
};
HEAPLAB_SUBMISSION(Hostile)
