// title: A null pointer used
// cwe: 476
// memcheck: null-pointer
// asan: null-pointer
// assertions: nothing
// native: SIGSEGV
#include <cstring>

const char* volatile entry = "no separator";

int main() {
  const char* volatile value = std::strchr(entry, '=');
  return value[1] == 'x';
}
