// title: A block that an exception loses
// cwe: 401
// memcheck: memory-leak
// asan: memory-leak
// assertions: nothing
// native: nothing
#include <cstdlib>

void check(int value) {
  if (value > 3) throw value;
}

int parse(int value) {
  auto* const node = new int(value);
  check(*node);
  delete node;
  return 0;
}

int main() {
  volatile int value = 5;
  try {
    return parse(value);
  } catch (int) {
    return 0;
  }
}
