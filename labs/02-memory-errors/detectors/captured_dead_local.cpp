// title: A lambda that captured a local by reference
// cwe: 562
// memcheck: nothing
// asan: use-after-scope
// assertions: nothing
// native: nothing
#include <functional>

std::function<int(int)> adder(int base) {
  return [&base](int value) { return base + value; };
}

int main() {
  const auto add = adder(40);
  volatile int sum = add(2);
  return sum == 1;
}
