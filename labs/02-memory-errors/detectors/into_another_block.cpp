// title: A write that lands in another live block
// cwe: 122
// memcheck: nothing
// asan: nothing
// assertions: nothing
// native: nothing
#include <cstdlib>

// The wrong index is just the distance of the two blocks.
int main() {
  auto* const first = static_cast<char*>(std::calloc(16, 1));
  auto* const second = static_cast<char*>(std::calloc(16, 1));
  volatile long wrong = second - first;
  char* volatile block = first;
  block[wrong] = 'x';
  const bool changed = second[0] == 'x';
  std::free(first);
  std::free(second);
  return !changed;
}
