// title: A decision by what was never set
// cwe: 457
// memcheck: uninitialised-value
// asan: nothing
// assertions: nothing
// native: nothing
#include <cstdlib>

// malloc() does not clear.
int main() {
  auto* const sums = static_cast<int*>(std::malloc(4 * sizeof(int)));
  static_cast<volatile int*>(sums)[0] = 1;
  int positive = 0;
  for (volatile int i = 0; i < 4; i = i + 1) {
    if (sums[i] > 1000) ++positive;
  }
  std::free(sums);
  return positive == 9;
}
