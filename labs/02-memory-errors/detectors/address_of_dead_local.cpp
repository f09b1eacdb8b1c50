// title: The address of a local, after its return
// cwe: 562
// memcheck: use-after-scope
// asan: use-after-scope
// assertions: nothing
// native: nothing
int* count() {
  int values[100] = {};
  int* volatile found = values + 7;
  return found;
}

int main() {
  volatile int copy = *count();
  return copy == 99;
}
