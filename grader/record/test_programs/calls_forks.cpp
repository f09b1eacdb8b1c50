// The child calls two functions in a frame that it inherits, and leaves it.
#include <sys/wait.h>
#include <unistd.h>

static volatile int done;

static void in_parent() { done = 1; }
static void deeper() { done = 3; }
static void in_child() { deeper(); }

static int divide() {
  const pid_t child = fork();
  if (child == 0) in_child();
  return child;
}

int main() {
  const pid_t child = divide();
  if (child == 0) return 0;
  waitpid(child, nullptr, 0);
  in_parent();
}
