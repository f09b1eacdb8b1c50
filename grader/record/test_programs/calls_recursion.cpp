// main calls down(3), which calls itself; each has 200 bytes of locals.
static volatile char last;

static void down(int levels) {
  volatile char locals[200];
  locals[0] = static_cast<char>(levels);
  if (levels > 1) down(levels - 1);
  last = locals[0];
}

int main() { down(3); }
