// title: free of an address inside a block
// cwe: 761
// memcheck: bad-free
// asan: bad-free
// assertions: nothing
// native: SIGABRT
#include <cstdlib>

int main() {
  char* text = static_cast<char*>(std::calloc(32, 1));
  while (*static_cast<volatile char*>(text) == 0 && text[1] == 0) {
    ++text;
    break;
  }
  char* volatile moved = text;
  std::free(moved);
}
