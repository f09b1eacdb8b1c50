// title: free for what new allocated
// cwe: 762
// memcheck: mismatched-free
// asan: mismatched-free
// assertions: nothing
// native: nothing
#include <cstdlib>

int main() {
  int* volatile number = new int(4);
  std::free(number);
}
