// title: free of bytes on the stack
// cwe: 590
// memcheck: bad-free
// asan: bad-free
// assertions: nothing
// native: SIGABRT
#include <cstdlib>

int main() {
  char buffer[64] = {};
  char* volatile text = buffer + 16;
  std::free(text);
}
