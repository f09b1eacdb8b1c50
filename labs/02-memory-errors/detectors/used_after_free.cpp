// title: A block used after it was freed
// cwe: 416
// memcheck: use-after-free
// asan: use-after-free
// assertions: nothing
// native: nothing
#include <cstdlib>

int main() {
  auto* volatile count = static_cast<int*>(std::calloc(4, sizeof(int)));
  std::free(count);
  return count[2] == 7;
}
