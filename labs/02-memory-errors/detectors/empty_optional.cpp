// title: The value of an empty optional
// cwe: 908
// memcheck: nothing
// asan: nothing
// assertions: library-assertion
// native: nothing
#include <optional>

std::optional<int> limit;

int main() {
  volatile int copy = *limit;
  return copy == 1;
}
