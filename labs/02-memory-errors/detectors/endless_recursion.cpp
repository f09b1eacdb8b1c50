// title: A recursion without an end
// cwe: 674
// memcheck: stack-overflow
// asan: stack-overflow
// assertions: nothing
// native: SIGSEGV
int depth(volatile int level) {
  volatile char frame[4096];
  frame[0] = static_cast<char>(level);
  return level < 0 ? 0 : depth(level + 1) + frame[0];
}

int main() { return depth(1) == 7; }
