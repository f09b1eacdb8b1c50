// title: A write past a block
// cwe: 122
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: nothing
// native: nothing
#include <cstdlib>

// Room for the digits of a date, none for the separator.
int main() {
  auto* const date = static_cast<char*>(std::malloc(8));
  for (int i = 0; i < 9; ++i) static_cast<volatile char*>(date)[i] = '0';
  std::free(date);
}
