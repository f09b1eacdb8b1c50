// Closes every descriptor, then allocates more than one part of a log holds.
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>

int main() {
  for (int fd = 3; fd < 256; ++fd) close(fd);
  for (int i = 0; i < 100'000; ++i) free(malloc(8));
}
