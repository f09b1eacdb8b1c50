// title: A write past an array on the stack
// cwe: 121
// memcheck: nothing
// asan: out-of-bounds
// assertions: nothing
// native: nothing
// The fifth of four directions. What it lands in is a local, too.
int steps[5] = {1, 2, 3, 4, 5};

int main() {
  volatile int last = 0;
  volatile int directions[4];
  volatile int spare[4] = {};
  for (volatile int i = 0; i <= 4; i = i + 1) {
    volatile int* const place = directions + i;
    *place = steps[i];
  }
  return last + spare[0] > 100;
}
