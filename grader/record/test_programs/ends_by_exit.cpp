// Ends without the C library's farewell, with one block live.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

int main() {
  free(malloc(5));
  void* volatile kept = malloc(6);
  (void)kept;
  if (write(STDOUT_FILENO, "written\n", 8) != 8) return 1;
  _exit(7);
}
