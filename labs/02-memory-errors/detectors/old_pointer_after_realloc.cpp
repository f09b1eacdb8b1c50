// title: The old pointer after realloc
// cwe: 416
// memcheck: use-after-free
// asan: use-after-free
// assertions: nothing
// native: nothing
#include <cstdlib>

int main() {
  int* volatile list = static_cast<int*>(std::calloc(4, sizeof(int)));
  int* volatile longer =
      static_cast<int*>(std::realloc(list, 4000 * sizeof(int)));
  static_cast<volatile int*>(list)[1] = 5;
  std::free(longer);
}
