// title: A block that is lost
// cwe: 401
// memcheck: memory-leak
// asan: memory-leak
// assertions: nothing
// native: nothing
#include <cstdlib>
#include <cstring>

const char* volatile line = "key without a value";

// The early return forgets the copy.
bool parse(const char* text) {
  char* const copy = ::strdup(text);
  char* const value = std::strchr(copy, '=');
  if (value == nullptr) return false;
  std::free(copy);
  return true;
}

int main() {
  int found = 0;
  for (volatile int i = 0; i < 3; i = i + 1) found += parse(line) ? 1 : 0;
  return found;
}
