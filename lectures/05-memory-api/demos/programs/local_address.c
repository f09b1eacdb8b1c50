// Prints the address of a local variable that is gone.
#include <stdio.h>

// [local
static int* seven(void) {
  int number = 7;
  return &number;  // number ends here, its address means nothing
}
// local]

int main(void) {
  printf("%p\n", (void*)seven());
  return 0;
}
