// title: An index past the size, within the capacity
// cwe: 125
// memcheck: nothing
// asan: nothing
// assertions: library-assertion
// native: nothing
#include <vector>

int main() {
  std::vector<int> queue(8);
  queue.resize(3);
  volatile int stale = queue[5];
  return stale == 1;
}
