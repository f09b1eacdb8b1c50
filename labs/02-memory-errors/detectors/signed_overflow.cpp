// title: A sum that int cannot hold
// cwe: 190
// memcheck: nothing
// asan: undefined-behaviour
// assertions: nothing
// native: nothing
int main() {
  volatile int balance = 2147483647;
  volatile int sum = balance + 1;
  return sum == 7;
}
