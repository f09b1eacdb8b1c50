// title: One round too many
// cwe: 193
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <memory>

int main() {
  const auto squares = std::make_unique<int[]>(10);
  for (volatile int i = 0; i <= 10; i = i + 1) squares.get()[i] = i * i;
}
