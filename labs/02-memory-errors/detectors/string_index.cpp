// title: An index past the end of a string
// cwe: 125
// memcheck: out-of-bounds
// asan: out-of-bounds
// assertions: library-assertion
// native: nothing
#include <string>

int main() {
  const std::string text(40, 'a');
  volatile std::size_t at = 48;
  volatile char copy = text[at];
  return copy == 'a';
}
