// Three functions are left at once by longjmp; then another is called, from the
// same place on the stack and from a lower one.
#include <alloca.h>
#include <setjmp.h>

static jmp_buf place;
static volatile int zero;

static void third() {
  if (zero == 0) longjmp(place, 1);
}
static void second() { third(); }
static void first() { second(); }
static void after() { zero = 0; }

int main() {
  if (setjmp(place) == 0) first();
  after();
  if (setjmp(place) == 0) first();
  *static_cast<volatile char*>(alloca(4000)) = 1;
  after();
}
