// title: A view of a temporary string
// cwe: 416
// memcheck: use-after-free
// asan: use-after-free
// assertions: nothing
// native: nothing
#include <string>
#include <string_view>

std::string path(int user) {
  return "/home/of/the/user/with/the/number/" + std::to_string(user);
}

int main() {
  const std::string_view view = path(7);
  volatile char first = view[0];
  return first == 'x';
}
