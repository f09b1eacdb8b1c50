// Memory of the frame: 1000 bytes before a call, 3000 after it.
#include <alloca.h>

static volatile char last;

static void called() { last = 1; }

static void caller() {
  static_cast<volatile char*>(alloca(1000))[0] = 1;
  called();
  called();
  static_cast<volatile char*>(alloca(3000))[0] = 1;
}

int main() { caller(); }
