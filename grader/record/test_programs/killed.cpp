// Is killed with one block live.
#include <csignal>
#include <cstdlib>

int main() {
  free(malloc(5));
  void* volatile kept = malloc(6);
  (void)kept;
  raise(SIGKILL);
}
