// Functions that others call: qsort, the kernel, and one on a stack of its own.
#include <signal.h>
#include <stdlib.h>
#include <ucontext.h>

static volatile int handled;
static ucontext_t first, second;
static char stack[1 << 16];

static int compare(const void* a, const void* b) {
  return *static_cast<const int*>(a) - *static_cast<const int*>(b);
}
static void handler(int) { handled = 1; }
static void coroutine() { handled = 2; }

int main() {
  int numbers[2] = {2, 1};
  qsort(numbers, 2, sizeof numbers[0], compare);
  signal(SIGUSR1, handler);
  raise(SIGUSR1);
  getcontext(&second);
  second.uc_stack.ss_sp = stack;
  second.uc_stack.ss_size = sizeof stack;
  second.uc_link = &first;
  makecontext(&second, coroutine, 0);
  swapcontext(&first, &second);
}
