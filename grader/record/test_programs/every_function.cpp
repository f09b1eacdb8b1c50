// Calls each function of the allocator once or more, in a fixed order.
#include <malloc.h>

#include <cstddef>
#include <cstdlib>
#include <initializer_list>

// volatile: the compiler warns of requests that it knows to be too large.
volatile std::size_t far_too_much = ~std::size_t{0};

int main() {
  void* a = malloc(10);
  void* b = calloc(3, 5);
  a = realloc(a, 5000);
  void* c = realloc(nullptr, 7);
  c = reallocarray(c, 4, 8);
  void* d = memalign(64, 100);
  void* e = aligned_alloc(32, 96);
  void* f = nullptr;
  if (posix_memalign(&f, 128, 256) != 0) return 1;
  void* g = valloc(20);
  void* h = pvalloc(30);
  void* empty = malloc(0);
  if (malloc(far_too_much / 2) != nullptr) return 2;
  if (reallocarray(c, far_too_much, 2) != nullptr) return 3;
  if (calloc(far_too_much, 2) != nullptr) return 4;
  void* wrong = nullptr;
  if (posix_memalign(&wrong, 24, 8) == 0) return 5;
  free(nullptr);
  free(b);
  if (realloc(a, 0) != nullptr) return 6;
  for (void* block : {c, d, e, f, g, h, empty}) free(block);
}
