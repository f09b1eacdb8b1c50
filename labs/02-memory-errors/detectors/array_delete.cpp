// title: delete for what new[] allocated
// cwe: 762
// memcheck: mismatched-free
// asan: mismatched-free
// assertions: nothing
// native: nothing
int main() {
  int* volatile numbers = new int[4];
  delete numbers;
}
