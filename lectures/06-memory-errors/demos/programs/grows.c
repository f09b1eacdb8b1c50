// Does a number grow when one is added to it? Asked for the largest int.
#include <limits.h>
#include <stdio.h>

// [grows
static int grows(int number) { return number + 1 > number; }
static int can_grow(int number) { return number < INT_MAX; }
// grows]

int main(void) {
  volatile int largest = INT_MAX;
  printf("%d %d\n", grows(largest), can_grow(largest));
  return 0;
}
