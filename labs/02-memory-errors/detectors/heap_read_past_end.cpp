// title: A read past a block
// cwe: 126
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>

// Compares each reading with the next one; the last has none.
int main() {
  constexpr int count = 5;
  auto* const readings = static_cast<int*>(std::calloc(count, sizeof(int)));
  int rises = 0;
  for (volatile int i = 0; i < count; i = i + 1) {
    if (readings[i + 1] > readings[i]) ++rises;
  }
  std::free(readings);
  return rises > count;
}
