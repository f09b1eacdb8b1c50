// title: A block freed twice
// cwe: 415
// memcheck: double-free
// asan: double-free
// assertions: nothing
// native: SIGABRT
#include <cstdlib>

void close(char* buffer) { std::free(buffer); }

int main() {
  auto* volatile buffer = static_cast<char*>(std::malloc(24));
  close(buffer);
  close(buffer);
}
