// finding: forbidden-call
// about: an indirect function, resolved while the loader relocates
#include <sys/syscall.h>
#include <unistd.h>

#include "bump.hpp"

extern "C" int answer() { return 42; }
extern "C" void* resolve_number() {
  ::syscall(SYS_getppid);
  return reinterpret_cast<void*>(answer);
}
extern "C" __attribute__((visibility("default"), ifunc("resolve_number"))) int
number();

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void deallocate(void*) { static_cast<void>(number()); }
};
HEAPLAB_SUBMISSION(Hostile)
