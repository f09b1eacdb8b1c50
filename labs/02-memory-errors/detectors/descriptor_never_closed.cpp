// title: A descriptor that stays open
// cwe: 775
// memcheck: nothing
// asan: nothing
// assertions: nothing
// native: nothing
#include <fcntl.h>

int main() {
  for (int i = 0; i < 3; ++i) {
    if (::open("/dev/null", O_RDONLY) < 0) return 1;
  }
}
