// An exception passes two functions; a destructor runs on its way.
static volatile int noted;

struct Guard {
  ~Guard() { noted = noted + 1; }
};

static void thrower() {
  if (noted == 0) throw 1;
}
static void guarded() {
  const Guard guard;
  thrower();
}
static void outer() { guarded(); }
static void after() { noted = 9; }

int main() {
  try {
    outer();
  } catch (int) {
    after();
  }
}
