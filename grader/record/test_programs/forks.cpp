// The child frees a block that it inherits.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

int main() {
  void* inherited = malloc(1);
  const pid_t child = fork();
  if (child == 0) {
    void* own = malloc(2);
    free(inherited);
    free(own);
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  void* own = malloc(3);
  free(inherited);
  free(own);
}
