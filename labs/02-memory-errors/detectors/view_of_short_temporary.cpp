// title: A view of a short temporary string
// cwe: 562
// memcheck: nothing
// asan: use-after-scope
// assertions: nothing
// native: nothing
#include <string>
#include <string_view>

std::string name(int user) { return "u" + std::to_string(user); }

// So short a string stands in the object itself, on the stack.
int main() {
  const std::string_view view = name(7);
  volatile char first = view[0];
  return first == 'x';
}
