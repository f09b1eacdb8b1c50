// Frees and reallocates blocks that were allocated behind the recorder's back.
#include <cstddef>
#include <cstdlib>

extern "C" void* __libc_malloc(size_t bytes);

int main() {
  void* first = __libc_malloc(100);
  void* second = __libc_malloc(200);
  void* third = malloc(4);
  free(first);
  free(realloc(second, 300));
  free(third);
}
