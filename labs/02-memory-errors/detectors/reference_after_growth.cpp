// title: A reference after the vector grew
// cwe: 416
// memcheck: use-after-free
// asan: use-after-free
// assertions: nothing
// native: nothing
#include <vector>

int main() {
  std::vector<int> stack = {1, 2, 3};
  const int& top = stack.back();
  stack.push_back(4);
  volatile int copy = top;
  return copy == 77;
}
