// title: A read before a block
// cwe: 127
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>
#include <cstring>

// Looks for the last slash of a name that has none.
int main() {
  char* const name = ::strdup("report");
  volatile int at = static_cast<int>(std::strlen(name)) - 1;
  while (at > -2 && name[at] != '/') at = at - 1;
  std::free(name);
}
