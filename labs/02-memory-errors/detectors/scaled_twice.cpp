// title: A pointer moved by bytes instead of elements
// cwe: 468
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>

int main() {
  auto* const words = static_cast<int*>(std::calloc(8, sizeof(int)));
  for (volatile unsigned i = 0; i < 3; i = i + 1)
    *static_cast<volatile int*>(words + i * sizeof(int)) = 1;
  std::free(words);
}
