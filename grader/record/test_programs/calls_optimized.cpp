// Built with -O2: functions end with a jump to the hook.
static volatile int done;

[[gnu::noinline]] static void inner() { done = 1; }
[[gnu::noinline]] static void outer() {
  inner();
  done = 2;
  inner();
}

int main() { outer(); }
