// title: Row and column swapped
// cwe: 125
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>

int main() {
  constexpr int rows = 2;
  constexpr int columns = 6;
  auto* const pixels = static_cast<int*>(std::calloc(rows * columns, 4));
  int sum = 0;
  for (volatile int row = 0; row < rows; row = row + 1) {
    for (volatile int column = 0; column < columns; column = column + 1)
      sum += pixels[column * columns + row];
  }
  std::free(pixels);
  return sum == 1;
}
